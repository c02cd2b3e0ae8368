/**
 * Count, minimum, maximum, mean and standard deviation in one pass without losing digits: Welford's method in the
 * weighted form of West ("Updating mean and variance estimates", CACM 22, 1979).
 */
export class Moments {
  count = 0
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY
  mean = 0
  #squares = 0

  add(value: number, weight = 1): void {
    this.count += weight
    const delta = value - this.mean
    // The share first: of a first value it is exactly 1, so that the mean is the value to the last digit.
    this.mean += delta * (weight / this.count)
    this.#squares += weight * delta * (value - this.mean)
    if (value < this.min) this.min = value
    if (value > this.max) this.max = value
  }

  /** Of the sample: divided by n − 1. Zero while there are fewer than two values. */
  get standardDeviation(): number {
    return this.count > 1 ? Math.sqrt(Math.max(0, this.#squares) / (this.count - 1)) : 0
  }
}
