import type { IncomingHttpHeaders } from 'node:http'
import contentDisposition from 'content-disposition'
import parseRange from 'range-parser'
import { RangeNotSatisfiableError } from '#core/errors.ts'
import type { JobFile } from '#core/job.ts'

/** A file as it lies on the disk. */
export interface StoredFile extends JobFile {
  /** Names this content and no other, as long as the file's name is the same. */
  tag: string
  modifiedAt: number
}

export interface FileRequest {
  headers: IncomingHttpHeaders
  /** To be looked at, not downloaded. */
  view: boolean
  /** Only what would be answered. */
  headOnly: boolean
}

/** What a file is answered with; without a range it is all of it, or none of it when nothing changed. */
export interface FilePlan {
  status: 200 | 206 | 304
  headers: Record<string, string>
  range?: { start: number; end: number }
}

// A file made by a job may hold anything: it gets an origin of its own, no scripts, no requests, no forms.
const powerless = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

// The job's page shows it in a frame that has no power either. Nobody else's page may.
const inOurFrames = {
  'Content-Security-Policy': `${powerless}; frame-ancestors 'self'`,
  'X-Frame-Options': 'SAMEORIGIN',
}

/** Decides how to answer a request for a file, or for one range of it (RFC 9110). Throws `RangeNotSatisfiableError`. */
export function planFile({ headers, view, headOnly }: FileRequest, file: StoredFile): FilePlan {
  const etag = `"${file.tag}"`
  const always = {
    ETag: etag,
    'Last-Modified': new Date(file.modifiedAt).toUTCString(),
    'Cache-Control': 'private, no-store',
    ...(view ? inOurFrames : { 'Content-Security-Policy': `${powerless}; frame-ancestors 'none'` }),
  }
  if (isUnchanged(headers, etag, file.modifiedAt)) return { status: 304, headers: always }
  const range = headOnly ? undefined : rangeOf(headers, etag, file.bytes)
  return {
    status: range ? 206 : 200,
    range,
    headers: {
      ...always,
      'Content-Type': `${file.mediaType}${file.mediaType.startsWith('text/') ? '; charset=utf-8' : ''}`,
      'Content-Length': String(range ? range.end - range.start + 1 : file.bytes),
      'Content-Disposition': disposition(file.name, view ? 'inline' : 'attachment'),
      'Accept-Ranges': 'bytes',
      ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${file.bytes}` }),
    },
  }
}

// Node takes only ASCII in this header once the length is known; what is in Latin-1 has to be encoded as well.
const disposition = (name: string, type: 'inline' | 'attachment') =>
  contentDisposition(name, { type, fallback: name.replace(/[^\x20-\x7e]/gu, '?') })

/** Whether the client has just this already. Its date counts only when it names no tag. */
function isUnchanged(headers: IncomingHttpHeaders, etag: string, modifiedAt: number): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    return known.includes(etag) || known.includes('*')
  }
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return Math.floor(modifiedAt / 1000) * 1000 <= since
}

function rangeOf(headers: IncomingHttpHeaders, etag: string, bytes: number): FilePlan['range'] {
  const { range: header, 'if-range': condition } = headers
  // A part of another content must not be put behind what the client has. A date is too coarse to tell; the file has a tag.
  if (!header || (condition !== undefined && condition !== etag)) return undefined
  const [, last] = /^bytes=-(\d+)$/.exec(header) ?? []
  // The last bytes of a file that is not that long are all of it; the parser would refuse them.
  if (last !== undefined && bytes > 0 && Number(last) >= bytes) return { start: 0, end: bytes - 1 }
  const ranges = parseRange(bytes, header)
  if (ranges === -1) throw new RangeNotSatisfiableError(bytes)
  // A malformed header, another unit or several ranges: the whole file is a correct answer.
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined
  return ranges[0]
}
