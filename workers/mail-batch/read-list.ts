import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { abortableChunks } from '#workers/csv-report/abortable-chunks.ts'
import { decodeText } from '#workers/csv-report/decode-text.ts'
import { delimiters, detectDelimiter } from '#workers/csv-report/detect-delimiter.ts'
import { InvalidMailsError } from './mail-error.ts'
import type { Recipient } from './recipient.ts'

export const maxRecipients = 50_000

/** How many things that are wrong are looked for before the list is given up. */
const maxProblems = 100

const address = z.email().max(254)

/** Reads a list of recipients from a CSV file. Throws `InvalidMailsError` with the lines that are wrong. */
export async function readList(
  source: AsyncIterable<Uint8Array>,
  { signal, onBytes }: { signal: AbortSignal; onBytes(bytes: number): void },
): Promise<Recipient[]> {
  const chunks: Buffer[] = []
  for await (const chunk of abortableChunks(source, signal, onBytes)) chunks.push(chunk)
  const text = decode(Buffer.concat(chunks))
  const parser = parse({
    delimiter: delimiters[detectDelimiter(text.slice(0, 64 * 1024))],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  })
  const problems: string[] = []
  const recipients: Recipient[] = []
  let columns: string[] | undefined
  try {
    for await (const { record, info } of Readable.from([text]).pipe(parser) as AsyncIterable<Row>) {
      signal.throwIfAborted()
      if (!columns) {
        columns = headerOf(record)
        continue
      }
      const place = `line ${info.lines}`
      const values = new Map(columns.map((column, at) => [column, record[at] ?? '']))
      const email = address.safeParse(values.get('email'))
      if (email.success) recipients.push({ email: email.data, values, place })
      else problems.push(`In ${place} "${(values.get('email') ?? '').slice(0, 100)}" is no mail address.`)
      if (problems.length >= maxProblems) break
      if (recipients.length > maxRecipients) {
        throw new InvalidMailsError([`The list has more than ${maxRecipients} rows. Split it into several jobs.`])
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? new InvalidMailsError([`The list is not CSV: ${error.message}.`]) : error
  }
  if (problems.length > 0) throw new InvalidMailsError(problems)
  if (!columns) headerOf([])
  return recipients
}

/** What csv-parse yields with `info`; its types do not tell. */
interface Row {
  record: string[]
  info: { lines: number }
}

function headerOf(record: readonly string[]): string[] {
  const columns = record.map((name) => name.toLowerCase())
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at)
  if (twice !== undefined) throw new InvalidMailsError([`The list has two columns "${twice}". Rename one of them.`])
  if (columns.includes('email')) return columns
  throw new InvalidMailsError(['The list has no column "email". Its first row must name the columns.'])
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  return decodeText(bytes.toString('latin1'), 'Windows-1252')
}
