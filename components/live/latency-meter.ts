import type { JobEvent } from '#core/job-event.ts'
import { streamTime } from '#core/stream-id.ts'

/** How long it took from what happened to the frame that showed it, over the last minute, in milliseconds. */
export interface Latency {
  p50: number
  p95: number
  /** How many events were measured. */
  events: number
}

const windowMs = 60_000
/** Fewer say nothing. */
const fewestEvents = 3
const capacity = 4_096

/** Keeps the newest measurements in a ring that is made once: however much happens, nothing grows. */
export class LatencyMeter {
  /** When the events that wait for their frame were written. Of a flood only the first ones are measured. */
  readonly #waiting = new Float64Array(1_024)
  #waitingCount = 0
  /** How many of those that wait are in the frame that is being drawn. */
  #inFrame = 0
  readonly #took = new Float64Array(capacity)
  readonly #drawnAt = new Float64Array(capacity)
  #written = 0

  /** Takes note of events that are now folded in. Those from before `liveSince` were caught up on, and say nothing. */
  received(events: readonly JobEvent[], liveSince: number): void {
    for (const { type, version } of events) {
      const writtenAt = streamTime(version)
      // A flag, or a line of a log, is what the server noticed by itself, some time after the event that gave it the version.
      if (writtenAt < liveSince || type === 'flagged' || type === 'logged') continue
      if (this.#waitingCount === this.#waiting.length) return
      this.#waiting[this.#waitingCount] = writtenAt
      this.#waitingCount += 1
    }
  }

  /** Everything that waits goes into the frame that is about to be drawn. Returns false when nothing waits. */
  beginFrame(): boolean {
    this.#inFrame = this.#waitingCount
    return this.#inFrame > 0
  }

  /** The frame is on the screen, at `now` on the server's clock. */
  endFrame(now: number): void {
    for (let i = 0; i < this.#inFrame; i += 1) {
      const slot = this.#written % capacity
      // Two clocks that agree to the millisecond may still disagree about which came first.
      this.#took[slot] = Math.max(0, now - (this.#waiting[i] ?? now))
      this.#drawnAt[slot] = now
      this.#written += 1
    }
    this.#waiting.copyWithin(0, this.#inFrame, this.#waitingCount)
    this.#waitingCount -= this.#inFrame
    this.#inFrame = 0
  }

  /** Nobody saw the frame, so it is not measured. */
  discard(): void {
    this.#waitingCount = 0
    this.#inFrame = 0
  }

  /** Undefined as long as there is too little to say. */
  read(now: number): Latency | undefined {
    const size = Math.min(this.#written, capacity)
    const recent = this.#took.subarray(0, size).filter((_, slot) => now - (this.#drawnAt[slot] ?? 0) <= windowMs)
    if (recent.length < fewestEvents) return undefined
    recent.sort()
    const percentile = (part: number) => recent[Math.ceil(part * recent.length) - 1] ?? 0
    return { p50: percentile(0.5), p95: percentile(0.95), events: recent.length }
  }
}
