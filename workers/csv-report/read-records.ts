import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError } from 'csv-parse'
import { InvalidCsvError } from './invalid-csv-error.ts'
import { maxRecordBytes, RecordParser, type RecordParserOptions } from './record-parser.ts'

export interface ReadRecordsOptions extends RecordParserOptions {
  signal: AbortSignal
  /** After each chunk, when nothing else is going on. */
  onChunk(bytes: Buffer): void
}

/** Reads all records in order, and lets others run after each chunk. Rejects with `InvalidCsvError` if it is no CSV. */
export async function readRecords(
  chunks: AsyncIterable<Buffer>,
  options: ReadRecordsOptions,
): Promise<{ emptyLines: number }> {
  const { signal, onChunk } = options
  let hasNul = false
  let unbroken = 0
  let endsWithBreak = false
  const parser = new RecordParser({
    ...options,
    onRecord(record, line) {
      if (hasNul) refuseNul(record, line)
      options.onRecord(record, line)
    },
  })
  try {
    for await (const chunk of chunks) {
      hasNul ||= chunk.includes(0)
      unbroken = lineBreakIn(chunk) < 0 ? unbroken + chunk.length : chunk.length - lineBreakIn(chunk)
      endsWithBreak = lineBreakIn(chunk) === chunk.length - 1
      await write(parser, chunk)
      // csv-parse bounds what fields hold, but not how many empty ones a line may have.
      if (unbroken > maxRecordBytes) throw tooLong(parser.nextLine)
      onChunk(chunk)
      await nextTurn()
      signal.throwIfAborted()
    }
    await end(parser)
  } catch (error) {
    throw error instanceof CsvError ? explain(error, parser, hasNul) : error
  } finally {
    parser.destroy()
  }
  // csv-parse takes what follows the last line break for an empty line.
  return { emptyLines: parser.info.empty_lines - (endsWithBreak ? 1 : 0) }
}

const lineBreakIn = (chunk: Buffer): number => Math.max(chunk.lastIndexOf(10), chunk.lastIndexOf(13))

const write = (parser: RecordParser, chunk: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(error) : resolve()))
  })

const end = (parser: RecordParser): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.end((error?: Error | null) => (error ? reject(error) : resolve()))
  })

function refuseNul(record: readonly string[], line: number): void {
  const field = record.findIndex((value) => value.includes('\0'))
  if (field >= 0) throw new InvalidCsvError(binaryFile, line, field + 1)
}

const binaryFile = 'There is a NUL byte, so this is not a text file. Export the table as CSV and upload that.'

const tooLong = (line: number): InvalidCsvError =>
  new InvalidCsvError('The line is longer than 4 MiB. Check that the file is CSV with one record to a line.', line, 1)

function explain(error: CsvError, parser: RecordParser, hasNul: boolean): InvalidCsvError {
  const column = typeof error.column === 'number' ? error.column + 1 : 1
  if (hasNul) return new InvalidCsvError(binaryFile, parser.nextLine, column)
  // A record of several lines that never ends is a quote that was opened and not closed.
  return error.code === 'CSV_QUOTE_NOT_CLOSED' || parser.info.lines > parser.nextLine
    ? new InvalidCsvError(
        'A quoted value of this record is never closed. Add the missing quote.',
        parser.nextLine,
        column,
      )
    : tooLong(parser.nextLine)
}
