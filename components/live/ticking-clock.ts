/** A clock that everything on the page shares, so that all elapsed times tick together. Stands still while nobody looks. */
export class TickingClock {
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setInterval> | undefined
  #now: number | undefined

  /** The time of the last tick; undefined before the first listener. */
  now(): number | undefined {
    return this.#now
  }

  /** `read` gives the time at every tick. */
  subscribe(read: () => number, listener: () => void): () => void {
    const tick = () => {
      this.#now = read()
      for (const each of this.#listeners) each()
    }
    if (this.#listeners.size === 0) {
      this.#now = read()
      this.#timer = setInterval(tick, 1_000)
    }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) clearInterval(this.#timer)
    }
  }
}
