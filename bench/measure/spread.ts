/** What several runs of one measurement gave. */
export interface Spread {
  median: number
  min: number
  max: number
}

/** The median of several runs, and how far they are apart. Throws when there was no run. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const [min] = sorted
  const max = sorted.at(-1)
  const middle = (sorted.length - 1) / 2
  const [below, above] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  if (min === undefined || max === undefined || below === undefined || above === undefined) {
    throw new Error('There is no run to take the median of.')
  }
  return { median: (below + above) / 2, min, max }
}
