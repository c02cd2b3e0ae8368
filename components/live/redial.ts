const shortestMs = 500
const longestMs = 5_000
/** A connection that is lost this soon after the page woke up was dead before: trying again need not wait. */
const wakingMs = 2_000

interface Options {
  /** Makes one attempt to connect. */
  dial: () => void
  random?: () => number
}

/**
 * Says when to try the connection again: after 0.5 to 5 s, all of it random. When a server dies, everybody loses it in the same
 * moment, and a wait that only grew from try to try would send everybody back in the same moment as well.
 */
export class Redial {
  readonly #options: Required<Options>
  #timer: ReturnType<typeof setTimeout> | undefined
  #wokenAt: number | undefined
  #isClosed = false

  constructor(options: Options) {
    this.#options = { random: Math.random, ...options }
  }

  /** The connection is lost, or could not be made. */
  lost(): void {
    if (this.#isClosed) return
    const isWaking = this.#wokenAt !== undefined && Math.abs(Date.now() - this.#wokenAt) < wakingMs
    this.#wokenAt = undefined // one try at once for each time it wakes, not a storm of them
    const wait = isWaking ? 0 : shortestMs + this.#options.random() * (longestMs - shortestMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#dial(), wait)
  }

  /** The network or the page is back: who waits, tries now. */
  wake(): void {
    if (this.#isClosed) return
    this.#wokenAt = Date.now()
    if (this.#timer !== undefined) this.#dial()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
  }

  #dial(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#options.dial()
  }
}
