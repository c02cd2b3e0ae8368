/** Rows of flat objects, as a table. */
export interface JsonTable {
  /** The field that holds it; the empty text when the value itself is the table. */
  name: string
  columns: string[]
  rows: readonly Readonly<Record<string, unknown>>[]
}

/** More columns than that nobody reads across. */
const mostColumns = 40
/** So many rows are looked at for the names of columns and for what is no row. */
const rowsLookedAt = 1_000

/** The tables in a value: itself, or what its fields hold. */
export function jsonTables(value: unknown): JsonTable[] {
  const own = tableOf('', value)
  if (own) return [own]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, item]) => tableOf(name, item) ?? [])
}

function tableOf(name: string, value: unknown): JsonTable | undefined {
  if (!Array.isArray(value) || value.length === 0 || !value.slice(0, rowsLookedAt).every(isFlat)) return undefined
  const rows: JsonTable['rows'] = value
  const columns = [...new Set(rows.slice(0, rowsLookedAt).flatMap((row) => Object.keys(row)))]
  return columns.length > 0 && columns.length <= mostColumns ? { name, columns, rows } : undefined
}

const isFlat = (row: unknown): boolean =>
  typeof row === 'object' &&
  row !== null &&
  !Array.isArray(row) &&
  Object.values(row).every((cell) => typeof cell !== 'object' || cell === null)
