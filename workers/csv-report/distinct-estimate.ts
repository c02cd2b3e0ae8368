const indexBits = 14
const registerCount = 2 ** indexBits
const rankLimit = 64 - indexBits

/** The relative standard error of the estimate, 1.04 / √registers (Flajolet et al. 2007, "HyperLogLog"). */
export const distinctStandardError = 1.04 / Math.sqrt(registerCount)

/**
 * Estimates how many different 64-bit hashes it was given, in 16 KiB. HyperLogLog with the improved raw estimator of
 * Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (arXiv:1702.01284, algorithm 6), which
 * needs no bias tables and no switch between small and large ranges.
 */
export class DistinctEstimate {
  readonly #registers = new Uint8Array(registerCount)

  add(high: number, low: number): void {
    const index = high >>> (32 - indexBits)
    const rest = high << indexBits
    const zeros = rest === 0 ? 32 - indexBits + Math.clz32(low) : Math.clz32(rest)
    const rank = Math.min(zeros, rankLimit) + 1
    if (rank > (this.#registers[index] ?? 0)) this.#registers[index] = rank
  }

  get count(): number {
    const histogram = new Array<number>(rankLimit + 2).fill(0)
    for (const rank of this.#registers) histogram[rank] = (histogram[rank] ?? 0) + 1
    let z = registerCount * tau(1 - (histogram[rankLimit + 1] ?? 0) / registerCount)
    for (let rank = rankLimit; rank >= 1; rank--) z = 0.5 * (z + (histogram[rank] ?? 0))
    z += registerCount * sigma((histogram[0] ?? 0) / registerCount)
    return Math.round(registerCount ** 2 / (2 * Math.LN2 * z))
  }
}

/** x + Σ x^(2^k) · 2^(k−1): what the registers that were never touched add. */
function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY
  let power = x
  let weight = 1
  let sum = x
  for (let before = Number.NaN; before !== sum; weight += weight) {
    before = sum
    power *= power
    sum += power * weight
  }
  return sum
}

/** ⅓ (1 − x − Σ (1 − x^(2^−k))² · 2^−k): what the saturated registers add. */
function tau(x: number): number {
  if (x === 0 || x === 1) return 0
  let root = x
  let weight = 1
  let sum = 1 - x
  for (let before = Number.NaN; before !== sum; ) {
    before = sum
    root = Math.sqrt(root)
    weight *= 0.5
    sum -= (1 - root) ** 2 * weight
  }
  return sum / 3
}
