import type { Histogram } from './csv-profile.ts'
import type { Distribution } from './distribution.ts'

const wantedBins = 24

/** Counts in equal bins between round numbers; few different integers get a bin each. */
export function numberHistogram(
  distribution: Distribution,
  count: number,
  min: number,
  max: number,
  integers: boolean,
): Histogram {
  if (integers && max - min < 2 * wantedBins)
    return histogramOf(distribution, count, (i) => min - 0.5 + i, max - min + 1)
  if (max === min) return { edges: [min, max], counts: [count] }
  const step = roundStep((max - min) / wantedBins, integers)
  const first = Math.floor(min / step)
  return histogramOf(distribution, count, (i) => tidy((first + i) * step), Math.max(1, Math.ceil(max / step) - first))
}

/** Counts in equal bins from the first to the last moment. */
export function timeHistogram(distribution: Distribution, count: number, min: number, max: number): Histogram {
  if (max === min) return { edges: [min, max], counts: [count] }
  return histogramOf(distribution, count, (i) => min + ((max - min) * i) / wantedBins, wantedBins)
}

function histogramOf(distribution: Distribution, count: number, edge: (i: number) => number, bins: number): Histogram {
  const edges = Array.from({ length: bins + 1 }, (_, i) => edge(i))
  // Rounding the running total, not each bin, keeps the sum right when the shares are estimates.
  const below = edges.map((at, i) => (i === bins ? count : Math.round(distribution.shareBelow(at) * count)))
  return { edges, counts: edges.slice(1).map((_, i) => (below[i + 1] ?? 0) - (below[i] ?? 0)) }
}

/** The next 1, 2 or 5 times a power of ten. */
function roundStep(atLeast: number, integers: boolean): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= atLeast) ?? 10)
  return integers ? Math.max(1, step) : step
}

const tidy = (value: number): number => Number(value.toPrecision(12))
