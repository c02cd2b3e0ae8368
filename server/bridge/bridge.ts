import { applyJobEvent } from '#core/fold.ts'
import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { formatJobId } from '#core/job-id.ts'
import type { Cursor } from '#core/protocol.ts'
import { isSame } from '#core/same.ts'
import type { StreamId } from '#core/stream-id.ts'
import { loggedEvent } from '#server/logs/logged-event.ts'
import { createSerial } from '#server/serial.ts'
import type { TailBatch, TailEntry, TailListener } from '#server/tail/event-tail.ts'
import type { FeedSubscriber } from './broadcast.ts'
import { Debounce } from './debounce.ts'
import { countEveryMs, Families, newCounts } from './families.ts'
import { Feed } from './feed.ts'
import { FeedSet } from './feed-set.ts'
import { idsToRead } from './ids-to-read.ts'
import { LogFollower, type LogFollowerOptions } from './log-follower.ts'
import type { Opened } from './opened.ts'
import { lineEveryMs, newPlace, waitingIn } from './places-in-line.ts'
import type { ScopedView } from './scoped-view.ts'
import { asSubmitted, movesNothing, translate } from './translate.ts'
import { ViewReader, type ViewReaderOptions } from './view-reader.ts'
import { WatchedJobs } from './watched-jobs.ts'

export type BridgeOptions = ViewReaderOptions & Pick<LogFollowerOptions, 'logs'>

/**
 * Turns what the tail reads into what browsers watch. Holds only jobs that are in a watched view; reads Redis once for a new view
 * and once for a queue and tick with transitions, whatever the number of watchers.
 *
 * Everything that awaits runs in one line, so that a view that is being read can never miss a batch: the batch waits
 * behind it, and the fold drops what the snapshot already knew.
 */
export class Bridge implements TailListener {
  private readonly jobs = new WatchedJobs()
  private readonly feeds = new FeedSet()
  private readonly reader: ViewReader
  private readonly logs: LogFollower
  private readonly serial = createSerial()
  private readonly lines = new Debounce((queue) => void this.renumber(queue), lineEveryMs)
  private readonly families = new Families(this.jobs.all)
  private readonly counts = new Debounce(() => void this.recount(), countEveryMs)
  private positions = new Map<string, StreamId>()
  /** How far everybody has been told: never ahead of what still gathers in a feed. */
  private told: Cursor = { epoch: '', streams: {} }

  constructor(private readonly options: BridgeOptions) {
    this.reader = new ViewReader(options)
    this.logs = new LogFollower({ ...options, attemptOf: (id) => this.jobs.get(id)?.attempt.current ?? 0 })
  }

  /** Watches a view, going on from `cursor` where that is possible. Rejects when Redis cannot be read. */
  open(view: ScopedView, subscriber: FeedSubscriber, cursor?: Cursor): Promise<Opened> {
    return this.serial(async () => {
      const feed = this.feeds.of(view) ?? (await this.createFeed(view))
      await this.logs.follow(feed)
      feed.join(subscriber)
      const now: Cursor = { ...this.told, feed: feed.id }
      const opened = {
        counts: this.reader.countsOf(view),
        told: () => (feed.broadcast.isQuiet ? { ...this.told, feed: feed.id } : undefined),
        close: () => {
          feed.leave(subscriber)
          this.logs.settle(feed)
        },
      }
      const missed = cursor && feed.since(cursor, this.told.epoch)
      // Before anything newer; and until it has arrived, the old cursor is the true one.
      if (missed) subscriber.changes({ ...missed, cursor: now })
      const logged = this.logs.last(feed)
      if (logged) subscriber.changes({ events: [logged], dropped: [], cursor: now })
      if (missed) return { ...opened, mode: 'replay', cursor }
      const jobs = [...feed.members].flatMap((id) => this.jobs.get(id) ?? [])
      return { ...opened, mode: 'snapshot', jobs, cursor: now }
    })
  }

  batches(batches: readonly TailBatch[]): Promise<void> {
    return this.serial(async () => {
      await Promise.all(batches.map((batch) => this.takeBatch(batch)))
      this.tell()
      if (await this.logs.read()) this.tell()
    })
  }

  lost(queue: string, count: number | undefined, from?: StreamId): Promise<void> {
    return this.serial(async () => {
      const { log } = this.options
      log.warn({ queue, count, from }, 'Events of a queue were lost before they were read; its views start anew.')
      if (from) this.positions.set(queue, from)
      this.told = { epoch: this.told.epoch, streams: Object.fromEntries(this.positions) }
      this.resetFeeds('gap', (feed) => feed.needs(queue))
    })
  }

  epoch(epoch: string, positions: ReadonlyMap<string, StreamId>): Promise<void> {
    return this.serial(async () => {
      this.positions = new Map(positions)
      this.told = { epoch, streams: Object.fromEntries(positions) }
      this.reader.forget()
      this.resetFeeds('epoch', () => true)
    })
  }

  /** Called now and then: lets go of views nobody came back to, and looks again at what events may have left out. */
  tidy(now = Date.now()): Promise<void> {
    return this.serial(async () => {
      for (const feed of this.feeds.left(now)) this.end(feed)
      const counted = [...this.feeds].some((feed) => feed.view.kind === 'board' && feed.broadcast.size > 0)
      if (counted) await this.reader.recount()
      if (this.families.noteAll()) this.counts.soon('')
      this.logs.noteAll(this.positions)
      if ((await this.logs.read()) || counted) this.tell()
    })
  }

  private async createFeed(view: ScopedView): Promise<Feed> {
    const feed = new Feed(view, this.told.streams)
    let isNews = false
    const snapshots = await this.reader.view(view)
    // Before anything is kept: what fails here must leave nothing behind.
    await this.logs.follow(feed)
    for (const snapshot of snapshots) {
      for (const job of snapshot.jobs) {
        const owner = snapshot.owners.get(job.id)
        if (!feed.wants(job, owner)) continue
        feed.members.add(job.id)
        // A job that others watch stays where the tail has led it: they have yet to be told of what the snapshot knows.
        if (this.jobs.get(job.id)) continue
        // The snapshot may be ahead of the tail. What others should have been told of then, the tail brings too late.
        this.route(asSubmitted(job), owner)
        isNews ||= this.jobs.get(job.id) !== undefined
        this.jobs.keep(job, owner)
      }
    }
    this.feeds.add(feed)
    if (isNews) this.tell()
    return feed
  }

  private async takeBatch({ queue, entries }: TailBatch): Promise<void> {
    const last = entries.at(-1)
    if (!last) return
    this.positions.set(queue, last.id)
    if (this.feeds.size === 0) return
    // Counts move with every transition, also with those that name no job.
    const moved = !entries.every(movesNothing)
    const read = moved
      ? await this.reader.jobs(queue, [...idsToRead(queue, entries, this.jobs.all.values())])
      : undefined
    if (moved) this.lines.soon(queue)
    if (moved && !read) return this.resetFeeds('gap', (feed) => feed.needs(queue))
    const byId = new Map(read?.jobs.map((job) => [job.id, [job, read.owners.get(job.id)]] as const))
    if (moved && this.families.note(queue, entries, (id) => byId.get(id)?.[0])) this.counts.soon('')
    for (const entry of entries) this.takeEntry(queue, entry, byId)
    if (read?.version === last.id) for (const job of read.jobs) this.correct(job)
  }

  private takeEntry(queue: string, entry: TailEntry, read: ReadonlyMap<string, readonly [Job, string?]>): void {
    const id = formatJobId({ queue, id: entry.fields.jobId ?? '' })
    try {
      if (entry.fields.event === loggedEvent) this.logs.note(id, entry)
      const [job, owner] = read.get(id) ?? []
      const event = translate(entry, this.jobs.get(id), job)
      if (event) this.route(event, owner)
    } catch (error) {
      // One entry that cannot be understood harms only itself (I10).
      this.options.log.warn({ err: error, queue, entry: entry.id }, 'An event could not be understood and was skipped.')
    }
  }

  private route(event: JobEvent, read?: string): void {
    const before = this.jobs.get(event.id)
    const after = applyJobEvent(before, event)
    if (after === before) return
    const owner = this.jobs.ownerOf(event.id) ?? read
    const feeds = this.feeds.about(event.id, after, owner)
    for (const feed of feeds) feed.take(event, after)
    if (after && feeds.length > 0) this.jobs.keep(after, owner)
    else this.jobs.forget(event.id)
  }

  /** The fold must arrive where Redis is. Where it does not, what is in Redis holds (I6). */
  private correct(job: Job): void {
    const folded = this.jobs.get(job.id)
    if (!folded || isSame({ ...folded, version: '' }, { ...job, version: '' })) return
    this.options.log.debug({ jobId: job.id, folded, read: job }, 'A job was not where its events led; corrected.')
    this.route(asSubmitted(job))
  }

  /** Tells the jobs that wait in a queue, of those somebody watches, where they stand by now. */
  private renumber(queue: string): Promise<void> {
    return this.serial(async () => {
      const waiting = waitingIn(queue, this.jobs.all.values())
      const version = this.positions.get(queue)
      if (waiting.length === 0 || !version) return
      const read = await this.reader.jobs(queue, waiting)
      if (!read) return
      for (const job of read.jobs) {
        const event = newPlace(this.jobs.get(job.id), job, version)
        if (event) this.route(event)
      }
      this.tell()
    })
  }

  /** Looks again at watched jobs in whose families something happened: one read for each of their queues. */
  private recount(): Promise<void> {
    return this.serial(async () => {
      const stale = [...this.families.take()]
      const reads = stale.map(([queue, ids]) => this.reader.jobs(queue, ids))
      for (const read of await Promise.all(reads)) {
        for (const job of read?.jobs ?? []) {
          const event = newCounts(this.jobs.get(job.id), job)
          if (event) this.route(event)
          if (read?.version === this.positions.get(job.queue)) this.correct(job)
        }
      }
      this.tell()
    })
  }

  private tell(): void {
    this.told = { epoch: this.told.epoch, streams: Object.fromEntries(this.positions) }
    for (const feed of this.feeds) {
      for (const id of feed.trim(this.jobs.all)) this.release(id)
      feed.flush(this.reader.countsOf(feed.view), this.told)
    }
  }

  private resetFeeds(reason: 'gap' | 'epoch' | 'restart', ends: (feed: Feed) => boolean): void {
    for (const feed of [...this.feeds].filter(ends)) {
      this.end(feed)
      feed.broadcast.reset(reason)
      this.logs.settle(feed)
    }
  }

  private end(feed: Feed): void {
    this.feeds.delete(feed)
    for (const id of feed.members) this.release(id)
  }

  /** Forgets a job that no view shows any more. */
  private release(id: string): void {
    if (!this.feeds.shows(id, this.jobs.ownerOf(id))) this.jobs.forget(id)
  }
}
