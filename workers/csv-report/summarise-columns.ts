import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ColumnProfile } from './csv-profile.ts'
import { decodeClipped } from './decode-text.ts'
import { nameColumns } from './name-columns.ts'
import { summariseColumn } from './summarise-column.ts'
import type { Table } from './table.ts'
import type { TextEncoding } from './text-encoding.ts'

const maxNameLength = 120

/** All columns of a table that was read to its end; others get a turn after each one. */
export async function summariseColumns(
  { names, collector }: Table,
  encoding: TextEncoding,
  signal: AbortSignal,
): Promise<ColumnProfile[]> {
  const columns: ColumnProfile[] = []
  for (const [i, name] of nameColumns(names.map((name) => decodeClipped(name, encoding, maxNameLength))).entries()) {
    const evidence = collector?.evidence(i)
    if (evidence) columns.push(summariseColumn(name, evidence, encoding))
    await nextTurn()
    signal.throwIfAborted()
  }
  return columns
}
