import type { JobEvent } from '#core/job-event.ts'
import { type JobAddress, parseJobId } from '#core/job-id.ts'
import type { LogLine } from '#core/log-line.ts'
import { firstStreamId, type StreamId } from '#core/stream-id.ts'
import type { Log } from '#server/log.ts'
import type { LogReader } from '#server/logs/log-reader.ts'
import type { TailEntry } from '#server/tail/event-tail.ts'
import type { Feed } from './feed.ts'

export interface LogFollowerOptions {
  logs: LogReader
  queues: readonly string[]
  log: Log
  attemptOf(id: string): number
}

interface Followed {
  feed: Feed
  job: JobAddress
  /** The number of the last line everybody was told. */
  told: number
  newest?: LogLine
}

/** What one read may bring: of more only the newest is told, and browsers fetch the rest if they want it. */
const maxLines = 500
const maxBytes = 256 * 1024
/** So many logs are read at a time. */
const readsAtOnce = 20

/**
 * Reads what is new in the logs that somebody watches: one read for a log that has grown and a tick, whatever the number of
 * watchers, and none for any other job.
 */
export class LogFollower {
  /** By job: there may be a view of it for its owner and one for operators. */
  private readonly followed = new Map<string, readonly Followed[]>()
  /** Jobs whose log has grown, and the event that said so. */
  private grown = new Map<string, StreamId>()

  constructor(private readonly options: LogFollowerOptions) {}

  /** Goes on from where the log of the feed's job ends now. Rejects when Redis cannot be read. */
  async follow(feed: Feed): Promise<void> {
    if (!feed.hasLogs) return
    const [id = ''] = feed.ids
    const job = parseJobId(id)
    if (!job || !this.options.queues.includes(job.queue) || this.of(feed)) return
    // Of a view for an owner it must be known first that the job is theirs.
    if (feed.view.owner !== undefined && !feed.members.has(id)) return
    const { lines, total } = await this.options.logs(job, { after: 0, limit: 1, take: 'newest', maxBytes })
    const others = this.followed.get(id)?.filter((other) => other.feed.view.owner !== feed.view.owner) ?? []
    this.followed.set(id, [...others, { feed, job, told: total, newest: lines.at(-1) }])
  }

  /** Reads nothing more for a feed that nobody watches. */
  settle(feed: Feed): void {
    if (feed.broadcast.size > 0 || !this.of(feed)) return
    const [id = ''] = feed.ids
    const others = this.followed.get(id)?.filter((other) => other.feed !== feed) ?? []
    if (others.length > 0) this.followed.set(id, others)
    else this.followed.delete(id)
  }

  /** What whoever joins the feed is told: the last line. It sees by the number what it lacks. */
  last(feed: Feed): JobEvent | undefined {
    const [id = ''] = feed.ids
    const newest = this.of(feed)?.newest
    return newest && this.event(id, firstStreamId, [newest])
  }

  /** Takes note of the event that says that a log has grown. */
  note(id: string, { id: version, fields }: TailEntry): void {
    const isNews = this.followed.get(id)?.some(({ told }) => Number(fields.total) !== told)
    if (isNews) this.grown.set(id, version)
  }

  /** Looks at every followed log again: other programs write lines without saying so. */
  noteAll(positions: ReadonlyMap<string, StreamId>): void {
    for (const id of this.followed.keys()) {
      if (!this.grown.has(id)) this.grown.set(id, positions.get(parseJobId(id)?.queue ?? '') ?? firstStreamId)
    }
  }

  /** Reads what is new and hands it to the feeds. True when something is to be told. */
  async read(): Promise<boolean> {
    const due = [...this.grown].flatMap(([id, version]) =>
      (this.followed.get(id) ?? []).map((followed) => ({ id, version, followed })),
    )
    this.grown = new Map()
    let hasNews = false
    for (let from = 0; from < due.length; from += readsAtOnce) {
      const reads = due.slice(from, from + readsAtOnce).map(async ({ id, version, followed }) => {
        const lines = await this.newLines(followed).catch((error: unknown) => {
          this.options.log.warn({ err: error, jobId: id }, 'A log could not be read; it is tried again.')
          this.grown.set(id, version)
          return []
        })
        if (lines.length === 0) return
        followed.feed.takeLines(this.event(id, version, lines))
        hasNews = true
      })
      await Promise.all(reads)
    }
    return hasNews
  }

  private of(feed: Feed): Followed | undefined {
    const [id = ''] = feed.ids
    return this.followed.get(id)?.find((followed) => followed.feed === feed)
  }

  private async newLines(followed: Followed): Promise<LogLine[]> {
    const { job, told } = followed
    const range = { limit: maxLines, take: 'newest', maxBytes } as const
    const part = await this.options.logs(job, { ...range, after: told })
    // Fewer lines than before: the job was removed, and another one came under its id.
    const { lines, total } = part.total < told ? await this.options.logs(job, { ...range, after: 0 }) : part
    followed.told = total
    followed.newest = lines.at(-1) ?? (total === told ? followed.newest : undefined)
    return lines
  }

  private event(id: string, version: StreamId, lines: LogLine[]): JobEvent {
    return { type: 'logged', id, version, attempt: this.options.attemptOf(id), lines }
  }
}
