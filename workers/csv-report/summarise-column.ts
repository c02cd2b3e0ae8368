import type { ColumnEvidence } from './column-evidence.ts'
import { columnType } from './column-type.ts'
import type { ColumnProfile, SeriesProfile } from './csv-profile.ts'
import { decodeClipped } from './decode-text.ts'
import type { Distribution } from './distribution.ts'
import { numberHistogram, timeHistogram } from './histogram.ts'
import type { Moments } from './moments.ts'
import type { TextEncoding } from './text-encoding.ts'
import { keyText } from './value-key.ts'

const topValues = 10
const topTextLength = 80

/** Puts together what the report says of one column. */
export function summariseColumn(name: string, evidence: ColumnEvidence, encoding: TextEncoding): ColumnProfile {
  const { statistics, numbers, times, distinct } = evidence
  const { type, share } = columnType(statistics.kinds)
  const lengths = encoding === 'UTF-8' ? statistics.lengths.characters : statistics.lengths.bytes
  const integers = statistics.kinds.number === 0
  return {
    name,
    type,
    typeShare: share,
    filled: lengths.count,
    empty: statistics.kinds.empty,
    placeholders: statistics.kinds.placeholder,
    distinct: distinct.exact ? distinct : { ...distinct, count: Math.min(distinct.count, lengths.count) },
    ...(lengths.count > 0 && { length: { min: lengths.min, max: lengths.max, mean: lengths.mean } }),
    ...((type === 'integer' || type === 'number') && {
      numbers: series(statistics.numbers, numbers, (count, min, max) =>
        numberHistogram(numbers, count, min, max, integers),
      ),
    }),
    ...((type === 'date' || type === 'datetime') && {
      times: series(statistics.times, times, (count, min, max) => timeHistogram(times, count, min, max)),
    }),
    top: topOf(evidence, encoding),
  }
}

function series(
  { count, min, max, mean, standardDeviation }: Moments,
  distribution: Distribution,
  histogram: (count: number, min: number, max: number) => SeriesProfile['histogram'],
): SeriesProfile {
  const [p5, p25, p50, p75, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => distribution.quantile(p))
  return {
    count,
    min,
    max,
    mean,
    standardDeviation,
    quantiles: { p5: p5 ?? min, p25: p25 ?? min, p50: p50 ?? mean, p75: p75 ?? max, p95: p95 ?? max },
    exact: distribution.exact,
    histogram: histogram(count, min, max),
  }
}

/** A value whose count may be off by more than half is no news, so it is left out. */
function topOf({ counted, maxError }: ColumnEvidence, encoding: TextEncoding): ColumnProfile['top'] {
  const values = [...counted]
    .filter(([, count]) => count > maxError)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, topValues)
    .map(([key, count]) => {
      const { text, wasCut } = keyText(key)
      return { text: decodeClipped(text, encoding, topTextLength, wasCut), count }
    })
  return { values, maxError }
}
