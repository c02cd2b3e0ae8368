import { TooManyAtOnceError } from '#core/limit-errors.ts'

/** Counts what is on its way in this process, by who sends it. */
export class InFlight {
  private readonly counts = new Map<string, number>()

  constructor(
    private readonly what: string,
    private readonly max: number,
  ) {}

  /** Runs `work` unless `key` has `max` on its way. Throws `TooManyAtOnceError`. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const running = this.counts.get(key) ?? 0
    if (running >= this.max) throw new TooManyAtOnceError(this.what, this.max)
    this.counts.set(key, running + 1)
    try {
      return await work()
    } finally {
      const left = (this.counts.get(key) ?? 1) - 1
      // Who has nothing on its way is not remembered: keys come from outside.
      if (left === 0) this.counts.delete(key)
      else this.counts.set(key, left)
    }
  }
}
