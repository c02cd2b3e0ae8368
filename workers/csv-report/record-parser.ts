import { Parser } from 'csv-parse'

/** A record with quoted line breaks may be this large; what is larger is a quote that was never closed. */
export const maxRecordBytes = 4 * 1024 * 1024

export interface RecordParserOptions {
  delimiter: string
  /** Line ends, the longest first. */
  lineEnds: string[]
  onRecord(record: string[], line: number): void
}

/**
 * csv-parse, with one character per byte and each record handed over where it is pushed: on this way the line number is
 * still right, and no record waits in a stream's buffer. Its `on_record` costs half as much again as the parsing.
 */
export class RecordParser extends Parser {
  readonly #onRecord: RecordParserOptions['onRecord']
  #linesBefore = 0
  #emptyBefore = 0
  // csv-parse counts a quoted CRLF as two lines.
  #surplusLines = 0

  constructor({ delimiter, lineEnds, onRecord }: RecordParserOptions) {
    super({
      delimiter,
      record_delimiter: lineEnds,
      encoding: 'latin1',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecordBytes,
    })
    this.#onRecord = onRecord
    // Each write reports its own error; without a listener the event would end the process as well.
    this.on('error', () => {})
  }

  /** The line on which the record begins that comes next. */
  get nextLine(): number {
    const skipped = this.info.empty_lines - this.#emptyBefore
    return this.#linesBefore + skipped + 1 - this.#surplusLines
  }

  override push(record: string[] | null): boolean {
    if (record === null) return super.push(null)
    const line = this.nextLine
    const linesSpanned = this.info.lines - this.#linesBefore
    if (linesSpanned > 1) for (const field of record) this.#surplusLines += field.split('\r\n').length - 1
    this.#linesBefore = this.info.lines
    this.#emptyBefore = this.info.empty_lines
    this.#onRecord(record, line)
    return true
  }
}
