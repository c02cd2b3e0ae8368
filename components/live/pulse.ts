import { TickingClock } from './ticking-clock.ts'

/** The clock ticks once a second. A tick that comes this late was kept from coming. */
const lateAfterMs = 2_500

/** Beats once a second, and notices when the clock went on without the page: it slept, was frozen, or the clock was set. */
export class Pulse {
  readonly #clock = new TickingClock()
  #stop: (() => void) | undefined
  #beatAt = 0

  constructor(private readonly beat: (hasSlept: boolean) => void) {}

  start(): void {
    if (this.#stop) return
    this.#beatAt = Date.now()
    this.#stop = this.#clock.subscribe(Date.now, () => this.#tick(this.isLate()))
  }

  /** Somebody is back at the page, so what may have been missed should be looked at now. */
  wake(): void {
    if (this.#stop) this.#tick(true)
  }

  /** Whether the page is just coming back to itself: what it hears now may have waited for it. */
  isLate(): boolean {
    const gap = Date.now() - this.#beatAt
    return gap < 0 || gap > lateAfterMs
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
  }

  #tick(hasSlept: boolean): void {
    this.#beatAt = Date.now()
    this.beat(hasSlept)
  }
}
