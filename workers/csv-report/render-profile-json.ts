import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CsvProfile } from './csv-profile.ts'

/** The whole profile as JSON, a column at a time: with thousands of columns it is several megabytes. */
export async function* renderProfileJson({ columns, ...file }: CsvProfile): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(file, null, 2).slice(0, -2)},\n  "columns": [`)
  for (const [i, column] of columns.entries()) {
    yield Buffer.from(`${i > 0 ? ',' : ''}\n    ${JSON.stringify(column)}`)
    await nextTurn()
  }
  yield Buffer.from('\n  ]\n}\n')
}
