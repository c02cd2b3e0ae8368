/** Points of a t-digest in ascending order of their means. */
export interface Centroids {
  means: Float64Array
  weights: Float64Array
}

/** Both lists as one, still in order. */
export function interleave(a: Centroids, b: Centroids): Centroids {
  const length = a.means.length + b.means.length
  const means = new Float64Array(length)
  const weights = new Float64Array(length)
  for (let i = 0, j = 0; i + j < length; ) {
    const meanA = a.means[i] ?? Number.POSITIVE_INFINITY
    const meanB = b.means[j] ?? Number.POSITIVE_INFINITY
    const fromA = j === b.means.length || (i < a.means.length && meanA <= meanB)
    means[i + j] = fromA ? meanA : meanB
    weights[i + j] = (fromA ? a.weights[i] : b.weights[j]) ?? 0
    if (fromA) i++
    else j++
  }
  return { means, weights }
}

/**
 * Joins neighbours as long as they span less than one step of the scale function k1(q) = δ / 2π · asin(2q − 1). The scale
 * is steep at both ends, so that extreme quantiles stay sharp.
 */
export function compress(points: Centroids, total: number, compression: number): Centroids {
  const means = new Float64Array(points.means.length)
  const weights = new Float64Array(points.means.length)
  let last = -1
  let done = 0
  let limit = 0
  for (let i = 0; i < points.means.length; i++) {
    const mean = points.means[i] ?? 0
    const weight = points.weights[i] ?? 0
    const joined = (weights[last] ?? 0) + weight
    if (last >= 0 && done + joined <= limit) {
      weights[last] = joined
      means[last] = (means[last] ?? 0) + ((mean - (means[last] ?? 0)) * weight) / joined
      continue
    }
    done += weights[last] ?? 0
    last++
    means[last] = mean
    weights[last] = weight
    limit = total * nextLimit(done / total, compression)
  }
  return { means: means.slice(0, last + 1), weights: weights.slice(0, last + 1) }
}

/** The quantile one step of the scale function after `q`. */
function nextLimit(q: number, compression: number): number {
  const angle = Math.asin(2 * q - 1) + (2 * Math.PI) / compression
  return angle >= Math.PI / 2 ? 1 : (Math.sin(angle) + 1) / 2
}
