import { type Centroids, compress, interleave } from './centroids.ts'
import type { Distribution } from './distribution.ts'

/** More is finer: a centroid near the median holds at most π / compression of all values. */
const compression = 300
const bufferSize = 1024
const ones = new Float64Array(bufferSize).fill(1)

/**
 * Quantiles of any number of values in about 20 KiB: the merging t-digest of Dunning and Ertl, "Computing extremely
 * accurate quantiles using t-digests" (arXiv:1902.04023, algorithm 1, scale function k1). Flat arrays that are merged a
 * thousand values at a time, because a tree of centroids costs a microsecond for each value of a sorted column, and its
 * objects would not fit into memory for thousands of columns. Why not a library: docs/decisions/0008.
 */
export class QuantileSketch implements Distribution {
  readonly exact = false
  #centroids: Centroids = { means: new Float64Array(0), weights: new Float64Array(0) }
  /** Made with the first value: most columns need one of their two sketches, and there may be thousands of columns. */
  #buffer: Float64Array | undefined
  #buffered = 0
  #total = 0
  #min = Number.POSITIVE_INFINITY
  #max = Number.NEGATIVE_INFINITY

  add(value: number): void {
    this.#buffer ??= new Float64Array(bufferSize)
    this.#buffer[this.#buffered++] = value
    if (this.#buffered === bufferSize) this.#flush()
  }

  /** Takes in values in ascending order, each as often as its weight says. */
  absorb(values: Float64Array, weights: Float64Array): void {
    const first = values[0]
    const last = values[values.length - 1]
    if (first === undefined || last === undefined) return
    this.#min = Math.min(this.#min, first)
    this.#max = Math.max(this.#max, last)
    for (let i = 0; i < weights.length; i++) this.#total += weights[i] ?? 0
    this.#centroids = compress(interleave(this.#centroids, { means: values, weights }), this.#total, compression)
  }

  quantile(p: number): number {
    this.#flush()
    const rank = p * this.#total
    return this.#interpolate(
      (_, middle) => middle,
      rank,
      (mean) => mean,
    )
  }

  shareBelow(value: number): number {
    this.#flush()
    if (value <= this.#min) return 0
    if (value > this.#max) return 1
    return (
      this.#interpolate(
        (mean) => mean,
        value,
        (_, middle) => middle,
      ) / this.#total
    )
  }

  /**
   * The sketch as a line of points (value, rank) from the minimum to the maximum, read along one axis: each centroid
   * stands at its mean with half of its weight on either side.
   */
  #interpolate(
    from: (value: number, rank: number) => number,
    wanted: number,
    to: (value: number, rank: number) => number,
  ): number {
    const { means, weights } = this.#centroids
    let value = this.#min
    let rank = 0
    let before = 0
    for (let i = 0; i <= means.length; i++) {
      const weight = weights[i] ?? 0
      const nextValue = means[i] ?? this.#max
      const nextRank = i === means.length ? this.#total : before + weight / 2
      const end = from(nextValue, nextRank)
      if (wanted <= end) {
        const start = from(value, rank)
        const part = end > start ? (wanted - start) / (end - start) : 1
        return to(value, rank) + (to(nextValue, nextRank) - to(value, rank)) * part
      }
      before += weight
      value = nextValue
      rank = nextRank
    }
    return to(this.#max, this.#total)
  }

  #flush(): void {
    if (!this.#buffer || this.#buffered === 0) return
    const values = this.#buffer.slice(0, this.#buffered).sort()
    this.#buffered = 0
    this.absorb(values, ones.subarray(0, values.length))
  }
}
