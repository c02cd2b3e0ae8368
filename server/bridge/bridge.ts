import { applyJobEvent } from '#core/fold.ts'
import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { formatJobId, parseJobId } from '#core/job-id.ts'
import type { Cursor } from '#core/protocol.ts'
import { isSame } from '#core/same.ts'
import type { StreamId } from '#core/stream-id.ts'
import { addCounts, type Counts, noCounts, type View } from '#core/view.ts'
import type { Log } from '#server/log.ts'
import type { JobReader, QueueSnapshot } from '#server/reader/job-reader.ts'
import type { TailBatch, TailListener } from '#server/tail/event-tail.ts'
import { Feed, type FeedSubscriber } from './feed.ts'
import { createSerial } from './serial.ts'
import { needsRead, translate } from './translate.ts'

export interface BridgeOptions {
  reader: JobReader
  queues: readonly string[]
  log: Log
}

/** What somebody who starts to watch gets at once. */
export interface Opened {
  jobs: Job[]
  counts?: Counts
  cursor: Cursor
  close(): void
}

/**
 * Turns what the tail reads into what browsers watch. Holds only jobs that are in a watched view; reads Redis once for a new view
 * and once for a queue and tick with transitions, whatever the number of watchers.
 *
 * Everything that awaits runs in one line, so that a view that is being read can never miss a batch: the batch waits
 * behind it, and the fold drops what the snapshot already knew.
 */
export class Bridge implements TailListener {
  private readonly jobs = new Map<string, Job>()
  private readonly feeds = new Map<string, Feed>()
  private readonly counts = new Map<string, Counts>()
  private positions = new Map<string, StreamId>()
  private readonly serial = createSerial()
  private currentEpoch = ''

  constructor(private readonly options: BridgeOptions) {}

  get cursor(): Cursor {
    return { epoch: this.currentEpoch, streams: Object.fromEntries(this.positions) }
  }

  /** Watches a view. Rejects when Redis cannot be read. */
  open(view: View, subscriber: FeedSubscriber): Promise<Opened> {
    return this.serial(async () => {
      const key = JSON.stringify(view)
      const feed = this.feeds.get(key) ?? (await this.createFeed(view))
      this.feeds.set(key, feed)
      feed.subscribers.add(subscriber)
      const jobs = [...feed.members].flatMap((id) => this.jobs.get(id) ?? [])
      const close = () => {
        feed.subscribers.delete(subscriber)
        if (feed.subscribers.size > 0 || this.feeds.get(key) !== feed) return
        this.feeds.delete(key)
        this.release(feed.members)
      }
      return { jobs, counts: this.countsOf(feed), cursor: this.cursor, close }
    })
  }

  batches(batches: readonly TailBatch[]): Promise<void> {
    return this.serial(async () => {
      await Promise.all(batches.map((batch) => this.takeBatch(batch)))
      for (const feed of this.feeds.values()) {
        this.release(feed.trim(this.jobs))
        const changes = feed.flush(this.countsOf(feed))
        if (changes) for (const subscriber of feed.subscribers) subscriber.changes(changes)
      }
    })
  }

  lost(queue: string, count: number | undefined): Promise<void> {
    return this.serial(async () => {
      this.options.log.warn(
        { queue, count },
        'Events were trimmed before they were read; all views of the queue start anew.',
      )
      this.resetFeeds('gap', (feed) => feed.queues?.includes(queue) ?? true)
    })
  }

  epoch(epoch: string, positions: ReadonlyMap<string, StreamId>): Promise<void> {
    return this.serial(async () => {
      this.currentEpoch = epoch
      this.positions = new Map(positions)
      this.counts.clear()
      this.resetFeeds('epoch', () => true)
    })
  }

  private async createFeed(view: View): Promise<Feed> {
    const feed = new Feed(view)
    const snapshots = await this.readView(view, feed)
    for (const snapshot of snapshots) {
      this.counts.set(snapshot.queue, snapshot.counts)
      for (const job of snapshot.jobs) {
        if (!feed.wants(job)) continue
        feed.members.add(job.id)
        // A job that others watch stays where the tail has led it: they have yet to be told of what the snapshot knows.
        if (!this.jobs.has(job.id)) this.jobs.set(job.id, job)
      }
    }
    feed.flush(this.countsOf(feed))
    return feed
  }

  private readView(view: View, feed: Feed): Promise<QueueSnapshot[]> {
    const { reader, queues } = this.options
    if (view.kind === 'board') return Promise.all(queues.map((queue) => reader.newest(queue, view.perState)))
    const ids = view.kind === 'job' ? [view.id] : view.ids
    const wanted = ids.flatMap((id) => parseJobId(id) ?? [])
    const known = (feed.queues ?? []).filter((queue) => queues.includes(queue))
    return Promise.all(
      known.map((queue) =>
        reader.jobs(
          queue,
          wanted.filter((address) => address.queue === queue).map((address) => address.id),
        ),
      ),
    )
  }

  private async takeBatch({ queue, entries }: TailBatch): Promise<void> {
    const last = entries.at(-1)
    if (!last) return
    if (this.feeds.size === 0) {
      this.positions.set(queue, last.id)
      return
    }
    const paused = entries.some(({ fields }) => fields.event === 'paused' || fields.event === 'resumed')
    const ids = new Set(entries.filter(needsRead).map(({ fields }) => fields.jobId ?? ''))
    if (paused)
      for (const job of this.jobs.values()) if (job.queue === queue && job.state === 'pending') ids.add(bullId(job))
    // Counts move with every transition, also with those that name no job.
    const moved = entries.some(({ fields }) => fields.event !== 'progress')
    const read = moved ? await this.read(queue, [...ids]) : undefined
    if (read === 'failed') return this.resetFeeds('gap', (feed) => feed.queues?.includes(queue) ?? true)
    const byId = new Map(read?.jobs.map((job) => [job.id, job]))
    for (const entry of entries) {
      const id = formatJobId({ queue, id: entry.fields.jobId ?? '' })
      const event = translate(entry, this.jobs.get(id), byId.get(id))
      if (event) this.route(event)
    }
    this.positions.set(queue, last.id)
    if (read?.version === last.id) for (const job of read.jobs) this.correct(job)
  }

  private async read(queue: string, ids: string[]): Promise<QueueSnapshot | 'failed'> {
    try {
      const snapshot = await this.options.reader.jobs(queue, ids)
      this.counts.set(queue, snapshot.counts)
      return snapshot
    } catch (error) {
      this.options.log.warn({ err: error, queue }, 'Jobs that changed could not be read; their views start anew.')
      return 'failed'
    }
  }

  private route(event: JobEvent): void {
    const before = this.jobs.get(event.id)
    const after = applyJobEvent(before, event)
    if (after === before) return
    let held = false
    for (const feed of this.feeds.values()) {
      if (feed.members.has(event.id) || (after && feed.wants(after))) {
        feed.take(event, after)
        held = true
      }
    }
    if (after && held) this.jobs.set(event.id, after)
    else this.jobs.delete(event.id)
  }

  /** The fold must arrive where Redis is. Where it does not, what is in Redis holds (I6). */
  private correct(job: Job): void {
    const folded = this.jobs.get(job.id)
    if (!folded || isSame({ ...folded, version: '' }, { ...job, version: '' })) return
    this.options.log.debug({ jobId: job.id, folded, read: job }, 'A job was not where its events led; corrected.')
    this.route({ type: 'submitted', id: job.id, version: job.version, attempt: job.attempt.current, job })
  }

  private countsOf({ view }: Feed): Counts | undefined {
    // Tags cross the queues; only who reads all jobs could count them.
    if (view.kind !== 'board' || view.filter?.tags) return undefined
    const queues = this.options.queues.filter((queue) => view.filter?.types?.includes(queue) ?? true)
    return queues.map((queue) => this.counts.get(queue) ?? noCounts).reduce(addCounts, noCounts)
  }

  private resetFeeds(reason: 'gap' | 'epoch' | 'restart', ends: (feed: Feed) => boolean): void {
    for (const [key, feed] of this.feeds) {
      if (!ends(feed)) continue
      this.feeds.delete(key)
      for (const subscriber of feed.subscribers) subscriber.reset(reason)
      this.release(feed.members)
    }
  }

  /** Forgets jobs that no view shows any more. */
  private release(ids: Iterable<string>): void {
    for (const id of ids) {
      const held = [...this.feeds.values()].some((feed) => feed.members.has(id))
      if (!held) this.jobs.delete(id)
    }
  }
}

const bullId = (job: Job): string => parseJobId(job.id)?.id ?? ''
