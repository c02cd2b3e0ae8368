import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { StreamId } from '#core/stream-id.ts'

/** How far behind its time an answer may be before the connection counts as dead. */
const patienceMs = 2_000

/** Waits on a connection of its own until one of many streams grows; what is waited for may change while it waits. */
export class BlockingRead {
  private clientId: number | undefined
  private reading = false
  private interrupted = false
  private unblocking: Promise<void> | undefined
  private endPause = () => {}

  constructor(
    private readonly blocking: Redis,
    private readonly commands: Redis,
  ) {}

  /** To be called after every connect: learns by which id Redis can be told to end a read. */
  async prepare(): Promise<void> {
    // Some hosts forbid CLIENT. Then a change is noticed when the read ends by itself.
    this.clientId = await this.blocking.client('ID').catch(() => undefined)
  }

  /** The keys of streams that have entries after their cursor; none after `ms`, or as soon as `wake` is called. */
  async wait(streams: readonly { key: string; cursor: StreamId }[], ms: number): Promise<string[]> {
    if (streams.length === 0 || this.interrupted) {
      await this.pause(ms)
      return []
    }
    const ids = [...streams.map(({ key }) => key), ...streams.map(({ cursor }) => cursor)]
    this.reading = true
    try {
      // The entries themselves are thrown away: as bytes, a large one costs no decoding.
      const read = this.blocking.xreadBuffer('COUNT', 1, 'BLOCK', Math.max(1, Math.ceil(ms)), 'STREAMS', ...ids)
      const reply = await this.unlessSilent(read, ms + patienceMs)
      return (reply ?? []).map(([key]) => key.toString())
    } finally {
      this.reading = false
      this.interrupted = false
    }
  }

  /** Waits for nothing but the time, or `wake`. */
  async pause(ms: number): Promise<void> {
    const ended = new AbortController()
    this.endPause = () => ended.abort()
    if (this.interrupted) ended.abort()
    await sleep(ms, undefined, { signal: ended.signal }).catch(() => {}) // aborted: somebody called `wake`
    this.interrupted = false
  }

  /** Ends the wait that goes on, or the next one at once. */
  wake(): void {
    this.interrupted = true
    this.endPause()
    if (this.clientId === undefined || !this.reading) return
    this.unblocking ??= this.unblock(this.clientId).finally(() => {
      this.unblocking = undefined
    })
  }

  private async unblock(clientId: number): Promise<void> {
    try {
      // A read that is still on its way to Redis cannot be ended: ask until it has.
      while (this.reading) {
        await this.commands.client('UNBLOCK', clientId)
        if (this.reading) await sleep(5)
      }
    } catch {
      // Redis is away, or does not allow it: then the read ends by itself.
    }
  }

  /** A connection that died without a word never answers; it is given up, and opened anew. */
  private async unlessSilent<T>(read: Promise<T>, withinMs: number): Promise<T> {
    const watchdog = new AbortController()
    const silent = sleep(withinMs, undefined, { signal: watchdog.signal }).then(() => {
      this.blocking.disconnect(true)
      throw new Error('Redis stopped answering the blocking read; the connection is opened anew.')
    })
    silent.catch(() => {}) // aborted when the read answers: that is the good case
    return Promise.race([read, silent]).finally(() => watchdog.abort())
  }
}
