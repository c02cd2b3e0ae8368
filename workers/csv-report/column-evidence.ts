import type { ColumnStatistics } from './column-statistics.ts'
import type { ColumnProfile } from './csv-profile.ts'
import type { Distribution } from './distribution.ts'

/** What was gathered about a column: from a tally of all its values, or from sketches. */
export interface ColumnEvidence {
  statistics: ColumnStatistics
  numbers: Distribution
  times: Distribution
  distinct: ColumnProfile['distinct']
  /** Values, as `value-key.ts` writes them, with their counts. */
  counted: Iterable<readonly [key: string, count: number]>
  /** By how much such a count may be too low. */
  maxError: number
}
