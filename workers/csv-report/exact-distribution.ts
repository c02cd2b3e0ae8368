import type { Distribution } from './distribution.ts'

/** The distribution of few different values with their counts: everything is exact. */
export class ExactDistribution implements Distribution {
  readonly exact = true
  /** Ascending. */
  readonly values: Float64Array
  readonly weights: Float64Array
  readonly #before: Float64Array
  readonly #total: number

  constructor(counts: ReadonlyMap<number, number>) {
    this.values = Float64Array.from(counts.keys()).sort()
    this.weights = this.values.map((value) => counts.get(value) ?? 0)
    this.#before = new Float64Array(this.values.length)
    let total = 0
    for (let i = 0; i < this.weights.length; i++) {
      this.#before[i] = total
      total += this.weights[i] ?? 0
    }
    this.#total = total
  }

  /** Interpolates between the two nearest values, as numpy and R (type 7) do. */
  quantile(p: number): number {
    const place = (this.#total - 1) * p
    const low = this.#at(Math.floor(place))
    const high = this.#at(Math.ceil(place))
    return low + (high - low) * (place - Math.floor(place))
  }

  shareBelow(value: number): number {
    const index = firstIndex(this.values, (candidate) => candidate >= value)
    return (index === this.values.length ? this.#total : (this.#before[index] ?? 0)) / this.#total
  }

  /** The value at a place of the sorted list in which every value stands as often as it was counted. */
  #at(place: number): number {
    const after = firstIndex(this.#before, (before) => before > place)
    return this.values[after - 1] ?? Number.NaN
  }
}

/** The first index that fulfils a condition which, once fulfilled, stays so. */
function firstIndex(list: Float64Array, fulfilled: (value: number) => boolean): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (fulfilled(list[middle] ?? 0)) high = middle
    else low = middle + 1
  }
  return low
}
