import type { JobEvent } from '#core/job-event.ts'
import { afterPaint } from './after-paint.ts'
import { type Latency, LatencyMeter } from './latency-meter.ts'
import { isPageVisible } from './page-wake.ts'
import type { ServerClock } from './server-clock.ts'

/** What the page knows of its own delay. `error` is how far the two clocks may be apart, in milliseconds. */
export interface MeasuredLatency extends Latency {
  error: number
}

const tellEveryMs = 1_000
/** A frame that takes longer was held back by the browser, because nobody could see the page. */
const longestFrameMs = 1_000

interface Options {
  /** Runs its work when the frame that shows the present state is on the screen. */
  afterPaint?: (work: () => void, isInFrame: boolean) => void
  isVisible?: () => boolean
}

/** Measures events on their way to the screen, and tells who listens at most once a second. A page nobody sees is not measured. */
export class LatencyTracker {
  readonly #meter = new LatencyMeter()
  readonly #listeners = new Set<() => void>()
  readonly #options: Required<Options>
  #latest: MeasuredLatency | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly clock: ServerClock,
    options: Options = {},
  ) {
    this.#options = { afterPaint, isVisible: isPageVisible, ...options }
  }

  /** Events are folded in and wait for the next frame. */
  received(events: readonly JobEvent[], liveSince: number): void {
    if (this.#options.isVisible()) this.#meter.received(events, liveSince)
  }

  /** Listeners have been told; what waited is drawn with the next frame, or with this one. */
  published(isInFrame: boolean): void {
    if (!this.#meter.beginFrame()) return
    const publishedAt = Date.now()
    this.#options.afterPaint(() => this.#painted(publishedAt), isInFrame)
  }

  #painted(publishedAt: number): void {
    const waited = Date.now() - publishedAt
    if (!this.#options.isVisible() || waited < 0 || waited > longestFrameMs) {
      this.#meter.discard()
    } else {
      this.#meter.endFrame(this.clock.now())
      this.#tellSoon()
    }
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    this.#tellSoon()
    return () => void this.#listeners.delete(listener)
  }

  /** The same object until something else is to be told. */
  read(): MeasuredLatency | undefined {
    return this.#latest
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #tellSoon(): void {
    if (this.#listeners.size === 0) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#tell()
    }, tellEveryMs)
  }

  #tell(): void {
    const latency = this.#meter.read(this.clock.now())
    // The minute goes on also when nothing happens, until nothing is left to tell.
    if (latency) this.#tellSoon()
    const before = this.#latest
    if (latency?.p50 === before?.p50 && latency?.p95 === before?.p95 && latency?.events === before?.events) return
    this.#latest = latency && { ...latency, error: this.clock.error }
    for (const listener of this.#listeners) listener()
  }
}
