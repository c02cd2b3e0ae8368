import type { Redis } from 'ioredis'
import type { StreamId } from '#core/stream-id.ts'
import type { Log } from '#server/log.ts'
import { queueKey } from '#server/queues.ts'
import { retryDelay } from '#server/retry-delay.ts'
import type { BadEntries } from './bad-entries.ts'
import type { TailBatch } from './event-tail.ts'
import { accountRead, emptyStream, endOf, type StreamPosition } from './stream-position.ts'
import { createStreamReader, type StreamRead } from './stream-reader.ts'

interface FollowedStream {
  key: string
  queue: string
  position: StreamPosition
  /** Why it cannot be read at the moment. */
  broken?: string
}

/** What one read of some streams found. */
export interface StreamNews {
  batches: TailBatch[]
  lost: { queue: string; count: number | undefined }[]
  /** Streams that are others than before, and where they are read from now. */
  rewound: { queue: string; from: StreamId }[]
  /** Whether there is more to read than one read takes. */
  behind: boolean
}

/**
 * The streams of the followed queues and how far each was read. A stream that cannot be read is set aside, so that it cannot
 * fail the read of the others, and tried again from time to time.
 */
export class FollowedStreams {
  private readonly streams = new Map<string, FollowedStream>()
  private readonly readStreams: ReturnType<typeof createStreamReader>
  private retry = { failures: 0, at: 0 }

  constructor(
    commands: Redis,
    private readonly prefix: string,
    queues: readonly string[],
    readonly badEntries: BadEntries,
    private readonly log: Log,
  ) {
    this.readStreams = createStreamReader(commands)
    for (const queue of queues) this.streams.set(this.keyOf(queue), this.unread(queue))
  }

  get keys(): string[] {
    return [...this.streams.keys()]
  }

  get brokenQueues(): ReadonlyMap<string, string> {
    return new Map(this.broken().map(({ queue, broken }) => [queue, broken ?? '']))
  }

  /** What can be waited for, and from where. */
  get readable(): { key: string; cursor: StreamId }[] {
    const whole = [...this.streams.values()].filter(({ broken }) => broken === undefined)
    return whole.map(({ key, position }) => ({ key, cursor: position.cursor }))
  }

  /** Follows a queue from the end of its stream on. */
  async add(queue: string): Promise<StreamId> {
    const known = this.streams.get(this.keyOf(queue))
    if (known) return known.position.cursor
    const stream = this.unread(queue)
    await this.toEnd([stream])
    this.streams.set(stream.key, stream)
    return stream.position.cursor
  }

  remove(queue: string): void {
    this.streams.delete(this.keyOf(queue))
    this.badEntries.forget(queue)
  }

  /** Forgets how far the streams were read and goes to their ends. */
  async locate(): Promise<Map<string, StreamId>> {
    const streams = [...this.streams.values()]
    await this.toEnd(streams)
    return new Map(streams.map(({ queue, position }) => [queue, position.cursor]))
  }

  /** When broken streams must be tried again. */
  get msUntilRetry(): number {
    return this.broken().length === 0 ? Number.POSITIVE_INFINITY : this.retry.at - performance.now()
  }

  /** Reads what is new in the streams with these keys, and in the broken ones when it is time to try them again. */
  async read(keys: readonly string[]): Promise<StreamNews> {
    const retried = this.msUntilRetry <= 0 ? this.broken().map(({ key }) => key) : []
    const streams = [...new Set([...keys, ...retried])].flatMap((key) => this.streams.get(key) ?? [])
    const reads = await this.readStreams(streams.map(({ key, position }) => ({ key, after: position.cursor })))
    const news: StreamNews = { batches: [], lost: [], rewound: [], behind: false }
    for (const [i, stream] of streams.entries()) {
      const read = reads[i]
      // It may have been removed meanwhile.
      if (read && this.streams.get(stream.key) === stream) this.take(stream, read, news)
    }
    if (retried.length > 0) this.plan(this.broken().length > 0 ? this.retry.failures + 1 : 0)
    return news
  }

  private take(stream: FollowedStream, read: StreamRead, news: StreamNews): void {
    if (read.kind === 'broken') {
      this.setAside(stream, read.why)
      return
    }
    this.restore(stream)
    const { queue } = stream
    const accounted = accountRead(stream.position, read.info, read.entries)
    if (accounted.kind === 'rewound') {
      stream.position = endOf(read.info)
      news.rewound.push({ queue, from: stream.position.cursor })
      return
    }
    stream.position = accounted.position
    if (accounted.lost !== 0) news.lost.push({ queue, count: accounted.lost })
    if (read.more) news.behind = true
    if (read.entries.length === 0) return
    for (const entry of read.entries) this.badEntries.inspect(queue, entry)
    news.batches.push({ queue, entries: read.entries })
  }

  private setAside(stream: FollowedStream, why: string): void {
    if (stream.broken === undefined) {
      this.plan(0)
      this.log.warn(
        { queue: stream.queue, key: stream.key, why },
        "A queue's events cannot be read; it is tried again until they can.",
      )
    }
    stream.broken = why
  }

  private restore(stream: FollowedStream): void {
    if (stream.broken === undefined) return
    stream.broken = undefined
    this.log.info({ queue: stream.queue }, "A queue's events can be read again.")
  }

  private async toEnd(streams: readonly FollowedStream[]): Promise<void> {
    const reads = await this.readStreams(streams)
    for (const [i, stream] of streams.entries()) {
      const read = reads[i]
      if (read?.kind === 'read') {
        this.restore(stream)
        stream.position = endOf(read.info)
      } else if (read) {
        // Whatever it will be when it can be read is new.
        stream.position = endOf(emptyStream)
        this.setAside(stream, read.why)
      }
    }
  }

  private plan(failures: number): void {
    this.retry = { failures, at: performance.now() + retryDelay(failures) }
  }

  private broken(): FollowedStream[] {
    return [...this.streams.values()].filter(({ broken }) => broken !== undefined)
  }

  private readonly keyOf = (queue: string): string => queueKey(this.prefix, queue, 'events')

  private unread(queue: string): FollowedStream {
    return { key: this.keyOf(queue), queue, position: endOf(emptyStream) }
  }
}
