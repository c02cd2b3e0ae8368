/**
 * The most frequent of any number of different values: the Misra–Gries summary in the batched form of Anderson et al.,
 * "A high-performance algorithm for identifying frequent items in data streams" (IMC 2017). A count is never too high, and
 * too low by at most `maxError`, which stays below a part of 1/`followed` of everything that was added.
 */
export class FrequentValues {
  #counts = new Map<string, number>()
  maxError = 0

  /** This many values are followed after a reduction, twice as many before the next one. */
  constructor(readonly followed: number) {}

  add(value: string, count = 1): void {
    const known = this.#counts.get(value)
    this.#counts.set(value, (known ?? 0) + count)
    if (known === undefined && this.#counts.size > 2 * this.followed) this.#reduce()
  }

  entries(): Iterable<[string, number]> {
    return this.#counts
  }

  /** Takes as much from every count as makes all but the most frequent ones vanish. */
  #reduce(): void {
    const threshold = this.#threshold()
    const kept = new Map<string, number>()
    for (const [value, count] of this.#counts) if (count > threshold) kept.set(value, count - threshold)
    this.#counts = kept
    this.maxError += threshold
  }

  /** The largest count that has at least `followed` larger ones before it. */
  #threshold(): number {
    // Nearly all values of a column of identifiers were seen once, and then nothing needs to be sorted.
    const repeated: number[] = []
    for (const count of this.#counts.values()) if (count > 1) repeated.push(count)
    if (repeated.length <= this.followed) return 1
    return (
      Float64Array.from(repeated)
        .sort()
        .at(-this.followed - 1) ?? 1
    )
  }
}
