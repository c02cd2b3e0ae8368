/** What a histogram says, in milliseconds. */
export interface Percentiles {
  count: number
  mean: number
  p50: number
  p95: number
  p99: number
  max: number
}

const longestMs = 60_000

/** Counts durations by the millisecond: it costs the same however many there are, and those of several processes can be added. */
export class LatencyHistogram {
  readonly #counts: Uint32Array

  constructor(counts?: readonly number[]) {
    this.#counts = new Uint32Array(longestMs + 1)
    if (counts) this.#counts.set(counts)
  }

  add(ms: number): void {
    // Two clocks that agree to the millisecond may still disagree about which came first.
    const slot = Math.min(longestMs, Math.max(0, Math.round(ms)))
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1
  }

  merge(counts: readonly number[]): void {
    for (const [slot, count] of counts.entries()) this.#counts[slot] = (this.#counts[slot] ?? 0) + count
  }

  clear(): void {
    this.#counts.fill(0)
  }

  /** For another process: up to the longest that was counted. */
  toJSON(): number[] {
    return [...this.#counts.subarray(0, this.#counts.findLastIndex((count) => count > 0) + 1)]
  }

  /** Undefined when nothing was counted. */
  read(): Percentiles | undefined {
    const counts = this.toJSON()
    const count = counts.reduce((sum, each) => sum + each, 0)
    if (count === 0) return undefined
    const mean = counts.reduce((sum, each, ms) => sum + each * ms, 0) / count
    const at = (share: number) => {
      let left = Math.ceil(share * count)
      return counts.findIndex((each) => {
        left -= each
        return left <= 0
      })
    }
    return { count, mean, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: counts.length - 1 }
  }
}
