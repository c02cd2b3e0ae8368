import { abortableChunks } from './abortable-chunks.ts'
import type { CsvProfile } from './csv-profile.ts'
import { type DelimiterName, delimiters, detectDelimiter } from './detect-delimiter.ts'
import { InvalidCsvError } from './invalid-csv-error.ts'
import { profileNotes } from './profile-notes.ts'
import { readRecords } from './read-records.ts'
import { openSourceText } from './source-text.ts'
import { summariseColumns } from './summarise-columns.ts'
import { Table } from './table.ts'
import { Utf8Check } from './text-encoding.ts'

export interface ProfileOptions {
  file: { name: string; bytes: number }
  /** Detected when absent. */
  delimiter?: DelimiterName
  header: boolean
  signal: AbortSignal
  onDetected(delimiter: DelimiterName): void
  onProgress(bytes: number, rows: number): void
  /** All rows are read. */
  onRead(): void
}

/** Profiles a CSV file of any size as it streams by. Rejects with `InvalidCsvError` if it is none. */
export async function profileCsv(source: AsyncIterable<Uint8Array>, options: ProfileOptions): Promise<CsvProfile> {
  const { file, header, signal } = options
  let bytesRead = 0
  const countBytes = (bytes: number) => {
    bytesRead += bytes
  }
  const text = await openSourceText(abortableChunks(source, signal, countBytes))
  const delimiter = options.delimiter ?? detectDelimiter(text.head.toString('latin1'))
  options.onDetected(delimiter)

  const encodingCheck = new Utf8Check()
  const table = new Table(header)
  const { emptyLines } = await readRecords(text.chunks, {
    delimiter: delimiters[delimiter],
    lineEnds: text.head.includes(10) || !text.head.includes(13) ? ['\r\n', '\n'] : ['\r'],
    signal,
    onRecord: (record, line) => table.add(record, line),
    onChunk(chunk) {
      encodingCheck.push(chunk)
      table.collector?.relieve()
      options.onProgress(bytesRead, table.rows)
    },
  })
  const { collector, rows, ragged } = table
  if (!collector) throw new InvalidCsvError('There is nothing but empty lines. Upload a file with a table.', 1, 1)
  options.onProgress(bytesRead, rows)
  options.onRead()

  const encoding = encodingCheck.end()
  const columns = await summariseColumns(table, encoding, signal)
  const notes = profileNotes({
    ...{ header, emptyLines, ragged, rows },
    width: collector.width,
    tallyLimit: collector.tallyLimit,
    decodedFrom: text.decodedFrom,
    firstInvalidByte: encodingCheck.firstInvalid,
  })
  const facts = { file: file.name, bytes: file.bytes, encoding: text.decodedFrom ?? encoding, delimiter }
  return { ...facts, rows, header, emptyLines, ragged, notes, columns }
}
