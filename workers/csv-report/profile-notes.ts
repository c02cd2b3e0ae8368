import type { CsvProfile } from './csv-profile.ts'
import { formatCount } from './format-count.ts'

type Facts = Pick<CsvProfile, 'header' | 'emptyLines' | 'ragged' | 'rows'> & {
  width: number
  tallyLimit: number
  decodedFrom?: string
  firstInvalidByte?: number
}

/** What a reader should know before trusting the numbers, as sentences. */
export function profileNotes({
  ragged,
  emptyLines,
  width,
  decodedFrom,
  firstInvalidByte,
  tallyLimit,
  ...facts
}: Facts): string[] {
  const notes: string[] = []
  if (facts.rows === 0) notes.push('The file has a header and no rows.')
  if (!facts.header) notes.push('The first row was read as data, so the columns have numbers for names.')
  if (ragged.short > 0)
    notes.push(
      `${formatCount(ragged.short, 'row has', 'rows have')} fewer than ${width} fields; the missing ones count as empty.`,
    )
  if (ragged.long > 0)
    notes.push(
      `${formatCount(ragged.long, 'row has', 'rows have')} more than ${width} fields; the surplus ones were left out.`,
    )
  if (emptyLines > 0) notes.push(`${formatCount(emptyLines, 'empty line was', 'empty lines were')} skipped.`)
  if (firstInvalidByte !== undefined)
    notes.push(
      `The bytes are not UTF-8 from position ${firstInvalidByte.toLocaleString('en-US')} on, so the text was read as Windows-1252.`,
    )
  if (decodedFrom) notes.push(`The file is in ${decodedFrom}, as its byte order mark says.`)
  if (tallyLimit < 10_000)
    notes.push(
      `With ${width} columns, each one is counted exactly up to ${tallyLimit.toLocaleString('en-US')} different values.`,
    )
  return notes
}
