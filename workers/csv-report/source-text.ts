import { InvalidCsvError } from './invalid-csv-error.ts'

type Utf16 = 'UTF-16LE' | 'UTF-16BE'

const headBytes = 64 * 1024

/** The bytes of a CSV file without a byte order mark, and never in UTF-16. */
export interface SourceText {
  /** The beginning of `chunks`: enough to tell the delimiter and the line ends. */
  head: Buffer
  chunks: AsyncIterable<Buffer>
  /** What the file was in before, as its byte order mark says. */
  decodedFrom?: Utf16
}

/** Looks at the beginning of a file. UTF-16 with a byte order mark becomes UTF-8 as it passes. */
export async function openSourceText(source: AsyncGenerator<Buffer>): Promise<SourceText> {
  const head = await take(source)
  if (head.length === 0) throw new InvalidCsvError('The file is empty. Upload a file with at least one line.', 1, 1)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return { head: head.subarray(3), chunks: join(head.subarray(3), source) }
  const mark =
    head[0] === 0xff && head[1] === 0xfe ? 'UTF-16LE' : head[0] === 0xfe && head[1] === 0xff ? 'UTF-16BE' : null
  if (!mark) return { head, chunks: join(head, source) }
  const decoded = decodeUtf16(join(head, source), mark)
  const decodedHead = await take(decoded)
  return { head: decodedHead, chunks: join(decodedHead, decoded), decodedFrom: mark }
}

async function take(source: AsyncGenerator<Buffer>): Promise<Buffer> {
  const taken: Buffer[] = []
  for (let bytes = 0; bytes < headBytes; ) {
    const next = await source.next()
    if (next.done) break
    taken.push(next.value)
    bytes += next.value.length
  }
  return Buffer.concat(taken)
}

async function* join(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head
  yield* rest
}

async function* decodeUtf16(chunks: AsyncIterable<Buffer>, mark: Utf16): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(mark)
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}
