import { withBody } from './raw-http.ts'
import type { HttpRow } from './row.ts'

const upload = (row: number, what: string, body: string, headers: string[], status: number, code: string): HttpRow => ({
  ...{ row, what, send: withBody('/api/uploads', body, headers), status, code },
})
const form = (boundary: string) => [`Content-Type: multipart/form-data${boundary}`]

/** Files that are refused. Those that are taken under another name are in the spec. */
export const fileRows: readonly HttpRow[] = [
  upload(70, 'a name that is no text', 'x', ['X-File-Name: %ff'], 400, 'bad_request'),
  upload(72, 'an empty file', '', [], 400, 'file_empty'),
  upload(73, 'a file that says it is above the limit', 'x', ['Content-Length: 99999999999999'], 413, 'body_too_large'),
  upload(77, 'a form without a boundary', '--x--', form(''), 415, 'content_type'),
  upload(77, 'a form with a long boundary', '--x--', form(`; boundary=${'x'.repeat(252)}`), 415, 'content_type'),
  upload(
    78,
    'a form with a part named __proto__',
    '--x\r\n__proto__: a\r\n\r\n--x--',
    form('; boundary=x'),
    415,
    'content_type',
  ),
  upload(
    79,
    'a form with nested fields',
    '--x\r\na[99999999]: b\r\n\r\n--x--',
    form('; boundary=x'),
    415,
    'content_type',
  ),
  upload(6, 'a packed file', 'x', ['Content-Encoding: br'], 415, 'encoding_unsupported'),
  {
    ...{ row: 88, what: 'the upload of nobody', status: 422, code: 'payload_invalid' },
    send: withBody('/api/jobs', `{"type":"csv-report","input":{"file":{"uploadId":"u_${'a'.repeat(26)}"}}}`),
  },
  {
    ...{ row: 88, what: 'an upload id out of its folder', status: 422, code: 'payload_invalid' },
    send: withBody('/api/jobs', '{"type":"csv-report","input":{"file":{"uploadId":"../../../etc/passwd"}}}'),
  },
]
