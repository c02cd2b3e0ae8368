import { ColumnCollector } from './column-collector.ts'
import type { RaggedRow } from './csv-profile.ts'
import { InvalidCsvError } from './invalid-csv-error.ts'

const maxColumns = 2_000
const raggedRowsKept = 10

/** The rows of a file as they come: the first one says how many columns there are. */
export class Table {
  rows = 0
  readonly ragged: { short: number; long: number; first: RaggedRow[] } = { short: 0, long: 0, first: [] }
  /** The header row; without one, an empty name for each column. */
  names: readonly string[] = []
  collector: ColumnCollector | undefined

  constructor(readonly header: boolean) {}

  add(record: string[], line: number): void {
    if (!this.collector) {
      if (record.length > maxColumns) throw new InvalidCsvError(tooManyColumns(record.length), line, maxColumns + 1)
      this.collector = new ColumnCollector(record.length)
      this.names = this.header ? record : record.map(() => '')
      if (this.header) return
    }
    this.rows++
    this.collector.add(record)
    if (record.length !== this.names.length) this.#noteRagged(record.length, line)
  }

  #noteRagged(fields: number, line: number): void {
    if (fields < this.names.length) this.ragged.short++
    else this.ragged.long++
    if (this.ragged.first.length < raggedRowsKept) this.ragged.first.push({ line, fields })
  }
}

const tooManyColumns = (count: number): string =>
  `The first row has ${count} columns, and this report takes up to ${maxColumns}. Check the delimiter, or split the file.`
