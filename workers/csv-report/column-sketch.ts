import type { ColumnEvidence } from './column-evidence.ts'
import { type ColumnStatistics, isNumeric, isTemporal } from './column-statistics.ts'
import { DistinctEstimate, distinctStandardError } from './distinct-estimate.ts'
import type { Fingerprint } from './fingerprint.ts'
import { FrequentValues } from './frequent-values.ts'
import { QuantileSketch } from './quantile-sketch.ts'
import { valueKey } from './value-key.ts'
import { kindOf, numberOf } from './value-kind.ts'
import type { ValueTally } from './value-tally.ts'

/** Goes on where a tally has become too large: memory no longer grows, and some answers become estimates. */
export class ColumnSketch {
  readonly #statistics: ColumnStatistics
  readonly #distinct = new DistinctEstimate()
  readonly #frequent: FrequentValues
  readonly #numbers = new QuantileSketch()
  readonly #times = new QuantileSketch()

  constructor(tally: ValueTally, followedValues: number) {
    this.#frequent = new FrequentValues(followedValues)
    const { statistics, numbers, times, counted } = tally.evidence()
    this.#statistics = statistics
    this.#numbers.absorb(numbers.values, numbers.weights)
    this.#times.absorb(times.values, times.weights)
    for (const [key, count] of counted) {
      const entry = tally.entries.get(key)
      if (entry) this.#distinct.add(entry.high, entry.low)
      this.#frequent.add(key, count)
    }
  }

  add(value: string, fingerprint: Fingerprint): void {
    fingerprint.take(value)
    const key = valueKey(value, fingerprint)
    const kind = kindOf(key)
    const number = numberOf(key, kind)
    this.#statistics.add(kind, number, fingerprint)
    if (kind === 'empty') return
    this.#distinct.add(fingerprint.high, fingerprint.low)
    this.#frequent.add(key)
    if (isNumeric(kind)) this.#numbers.add(number)
    else if (isTemporal(kind)) this.#times.add(number)
  }

  evidence(): ColumnEvidence {
    return {
      statistics: this.#statistics,
      numbers: this.#numbers,
      times: this.#times,
      distinct: { count: this.#distinct.count, exact: false, standardError: distinctStandardError },
      counted: this.#frequent.entries(),
      maxError: this.#frequent.maxError,
    }
  }
}
