import { Readable } from 'node:stream'
import contentDisposition from 'content-disposition'
import parseRange from 'range-parser'
import { RangeNotSatisfiableError } from '#core/errors.ts'
import type { JobFile } from '#core/job.ts'

interface Range {
  start: number
  end: number
}

// A file made by a job may hold anything: it gets an origin of its own, no scripts, no requests, no forms.
const powerless = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

/** Answers a file, or the one range of it that was asked for (RFC 9110). Throws `RangeNotSatisfiableError`. */
export function fileResponse(request: Request, file: JobFile, read: (range?: Range) => Readable): Response {
  // Files carry no validator, so `If-Range` can never hold: the whole file is the answer.
  const wanted = request.headers.has('if-range') ? null : request.headers.get('range')
  const range = rangeOf(wanted, file.bytes)
  const view = new URL(request.url).searchParams.get('view') === '1'
  const headers: Record<string, string> = {
    'Content-Type': `${file.mediaType}${file.mediaType.startsWith('text/') ? '; charset=utf-8' : ''}`,
    'Content-Length': String(range ? range.end - range.start + 1 : file.bytes),
    'Content-Disposition': contentDisposition(file.name, { type: view ? 'inline' : 'attachment' }),
    'Content-Security-Policy': powerless,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, no-store',
  }
  if (range) headers['Content-Range'] = `bytes ${range.start}-${range.end}/${file.bytes}`
  // The two stream types describe the same thing; only Node's declarations tell them apart.
  const body = Readable.toWeb(read(range)) as unknown as ReadableStream<Uint8Array>
  return new Response(body, { status: range ? 206 : 200, headers })
}

function rangeOf(header: string | null, bytes: number): Range | undefined {
  if (!header) return undefined
  const [, last] = /^bytes=-(\d+)$/.exec(header) ?? []
  // The last bytes of a file that is not that long are all of it; the parser would refuse them.
  if (last !== undefined && bytes > 0 && Number(last) >= bytes) return { start: 0, end: bytes - 1 }
  const ranges = parseRange(bytes, header)
  if (ranges === -1) throw new RangeNotSatisfiableError(bytes)
  // A malformed header, another unit or several ranges: the whole file is a correct answer.
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined
  return ranges[0]
}
