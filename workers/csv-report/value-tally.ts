import type { ColumnEvidence } from './column-evidence.ts'
import { ColumnStatistics, isNumeric, isTemporal } from './column-statistics.ts'
import { ExactDistribution } from './exact-distribution.ts'
import type { Fingerprint } from './fingerprint.ts'
import { valueKey } from './value-key.ts'
import { kindOf, numberOf } from './value-kind.ts'

interface Entry {
  count: number
  high: number
  low: number
  bytes: number
  characters: number
}

/**
 * Counts every different value of a column. While there are few, a cell costs one look into a map; types, moments and
 * quantiles are worked out once for each different value at the end, and exactly.
 */
export class ValueTally {
  readonly entries = new Map<string, Entry>()

  add(value: string, fingerprint: Fingerprint): void {
    const known = this.entries.get(value)
    if (known) {
      known.count++
      return
    }
    const { high, low, bytes, characters } = fingerprint.take(value)
    const key = valueKey(value, fingerprint)
    const long = key === value ? undefined : this.entries.get(key)
    if (long) long.count++
    else this.entries.set(key, { count: 1, high, low, bytes, characters })
  }

  evidence(): ColumnEvidence & { numbers: ExactDistribution; times: ExactDistribution } {
    const statistics = new ColumnStatistics()
    const numbers = new Map<number, number>()
    const times = new Map<number, number>()
    const counted: [string, number][] = []
    for (const [key, entry] of this.entries) {
      const kind = kindOf(key)
      const value = numberOf(key, kind)
      statistics.add(kind, value, entry, entry.count)
      const series = isNumeric(kind) ? numbers : isTemporal(kind) ? times : undefined
      // The same number can be written in several ways.
      series?.set(value, (series.get(value) ?? 0) + entry.count)
      if (kind !== 'empty') counted.push([key, entry.count])
    }
    return {
      statistics,
      numbers: new ExactDistribution(numbers),
      times: new ExactDistribution(times),
      distinct: { count: counted.length, exact: true },
      counted,
      maxError: 0,
    }
  }
}
