import type { ColumnProfile, CsvProfile } from './csv-profile.ts'

/** Results are fetched whole and kept in memory, so they stay small; `profile.json` has everything. */
const maxResultBytes = 400 * 1024
const briefNameLength = 40

export type BriefColumn = Pick<ColumnProfile, 'name' | 'type' | 'filled' | 'empty'> & { distinct: number }

export type CsvResult = Omit<CsvProfile, 'columns'> &
  ({ detail: 'full'; columns: ColumnProfile[] } | { detail: 'brief'; columns: BriefColumn[] })

/** The profile, or only the main facts of each column when it would be too large. */
export function csvResult(profile: CsvProfile): CsvResult {
  let bytes = 0
  for (const column of profile.columns) {
    bytes += Buffer.byteLength(JSON.stringify(column))
    if (bytes > maxResultBytes) return { ...profile, detail: 'brief', columns: profile.columns.map(brief) }
  }
  return { ...profile, detail: 'full' }
}

const brief = ({ name, type, filled, empty, distinct }: ColumnProfile): BriefColumn => ({
  name: [...name].slice(0, briefNameLength).join(''),
  type,
  filled,
  empty,
  distinct: distinct.count,
})
