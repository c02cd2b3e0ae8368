import { gzipSync } from 'node:zlib'
import { withBody } from './raw-http.ts'
import type { HttpRow } from './row.ts'

const job = (fields: string) => `{"type":"rehearsal","input":{"title":"a"}${fields}}`
const row = (number: number, what: string, body: string | Buffer, code: string, status = 400): HttpRow => ({
  ...{ row: number, what, send: withBody('/api/jobs', body), status, code },
})
const withHeaders = (number: number, what: string, headers: string[], code: string, status = 400): HttpRow => ({
  ...{ row: number, what, send: withBody('/api/jobs', job(''), headers), status, code },
})

const flows = [
  ['{}', 'type_missing'],
  ['{"chain":[]}', 'bad_request'],
  ['{"type":"rehearsal","input":{"title":"a"},"children":[5]}', 'wrong_type'],
] as const

/** What may be wrong with a body. */
export const bodyRows: readonly HttpRow[] = [
  row(1, 'an empty body', '', 'body_missing'),
  row(2, 'half an object', '{a:1', 'json_syntax'),
  row(2, 'something behind the end', `${job('')}{}`, 'json_syntax'),
  withHeaders(3, 'text', ['Content-Type: text/plain'], 'content_type', 415),
  withHeaders(3, 'a form', ['Content-Type: application/x-www-form-urlencoded'], 'content_type', 415),
  withHeaders(3, 'another charset', ['Content-Type: application/json; charset=utf-16'], 'content_type', 415),
  row(4, 'a body above the limit', job(`,"tags":["${'x'.repeat(257 * 1024)}"]`), 'body_too_large', 413),
  {
    ...{ row: 4, what: 'a body above the limit that does not say so', status: 413, code: 'body_too_large' },
    send: withBody('/api/jobs', `${(300 * 1024).toString(16)}\r\n${' '.repeat(300 * 1024)}`, [
      'Transfer-Encoding: chunked',
    ]),
  },
  {
    ...{ row: 4, what: 'a body that only says it is above the limit', status: 413, code: 'body_too_large' },
    send: withBody('/api/jobs', '{', ['Content-Length: 99999999']),
  },
  {
    ...{ row: 5, what: 'a body that ends before its length', status: 400, options: { thenEnd: true } },
    send: withBody('/api/jobs', '{"type":', ['Content-Length: 500']),
  },
  {
    ...{ row: 5, what: 'a body longer than its length', status: 400 },
    send: withBody('/api/jobs', job(''), ['Content-Length: 8']),
  },
  {
    ...{ row: 6, what: 'a packed body', status: 415, code: 'encoding_unsupported' },
    send: withBody('/api/jobs', gzipSync(Buffer.alloc(2 ** 20, ' ')), ['Content-Encoding: gzip']),
  },
  row(7, 'bytes that are no text', Buffer.from([0x7b, 0xff, 0x7d]), 'utf8_invalid'),
  row(8, 'UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'utf8_invalid'),
  row(8, 'a byte order mark, which is no part of the text', '\ufeff{"type":"none","input":{}}', 'unknown_job_type'),
  row(9, 'half a character', job(',"tags":["\\ud800"]'), 'text_not_well_formed'),
  row(10, 'control characters in a tag', job(',"tags":["a\\u0000b"]'), 'bad_request'),
  row(11, 'lists without end', `{"type":"rehearsal","input":${'['.repeat(100_000)}`, 'too_deep'),
  row(12, 'items without end', `{"type":"rehearsal","input":[${'0,'.repeat(60_000)}0]}`, 'too_many_items'),
  row(12, 'fields without end', `{${Array.from({ length: 20_000 }, (_, i) => `"f${i}":0`).join()}}`, 'too_many_items'),
  row(13, 'a field that is there twice', job(',"type":"csv-report"'), 'duplicate_key'),
  row(14, '__proto__', job(',"__proto__":{"admin":true}'), 'forbidden_key'),
  row(14, 'constructor.prototype', '{"type":"rehearsal","input":{"constructor":{"prototype":{}}}}', 'forbidden_key'),
  row(15, 'toString as a field', job(',"toString":1'), 'unknown_field'),
  row(
    15,
    'hasOwnProperty in the input',
    '{"type":"rehearsal","input":{"title":"a","hasOwnProperty":1}}',
    'payload_invalid',
    422,
  ),
  ...['1e999', '-0', '9007199254740993'].map((number) =>
    row(16, `the number ${number}`, job(`,"priority":${number}`), 'number_range'),
  ),
  row(16, 'a number as text', job(',"priority":"5"'), 'wrong_type'),
  ...['NaN', 'Infinity', '0x10', '.5'].map((token) => row(17, token, job(`,"priority":${token}`), 'json_syntax')),
  ...['null', '[]', '"x"', '42'].map((body) => row(18, `the body ${body}`, body, 'body_not_object')),
  row(19, 'a field nobody knows', job(',"prioritie":1'), 'unknown_field'),
  row(20, 'no type', '{"input":{}}', 'type_missing'),
  ...['nothing', '__proto__', 'constructor', 'toString', '../x', '', 'x'.repeat(10_000)].map((type) =>
    row(
      type === 'nothing' ? 21 : 22,
      `the type ${type.slice(0, 20)}`,
      JSON.stringify({ type, input: {} }),
      'unknown_job_type',
    ),
  ),
  row(23, 'an input that does not fit', '{"type":"rehearsal","input":{"title":5}}', 'payload_invalid', 422),
  row(23, 'an input of another kind', '{"type":"rehearsal","input":[]}', 'payload_invalid', 422),
  ...['a:b', '17', '0:x', 'j_mine'].map((id) => row(24, `the job id ${id}`, job(`,"jobId":"${id}"`), 'unknown_field')),
  ...['-1', '1000000000'].map((value) => row(27, `the priority ${value}`, job(`,"priority":${value}`), 'number_range')),
  ...['1.5', '"high"', 'null'].map((value) =>
    row(27, `the priority ${value}`, job(`,"priority":${value}`), 'wrong_type'),
  ),
  ...['-1', '2592000001'].map((value) => row(28, `the delay ${value}`, job(`,"delayMs":${value}`), 'number_range')),
  row(29, 'attempts of its own', job(',"attempts":1000000'), 'unknown_field'),
  ...['owner', 'role', 'opts', 'parent', 'repeat', 'waybill', 'name', 'id'].map((field) =>
    row(30, `the field ${field}, which is ours`, job(`,"${field}":{}`), 'unknown_field'),
  ),
  ...['', 'x'.repeat(300), 'a b', 'a,b'].map((key) =>
    withHeaders(31, `the key "${key.slice(0, 10)}"`, [`Idempotency-Key: ${key}`], 'idempotency_key'),
  ),
  withHeaders(31, 'two keys', ['Idempotency-Key: a', 'Idempotency-Key: b'], 'idempotency_key'),
  { ...withHeaders(31, 'a key with a control character', ['Idempotency-Key: a\x01'], ''), code: undefined },
  ...flows.map(
    ([body, code]): HttpRow => ({
      ...{ row: 23, what: `the flow ${body}`, status: 400, code },
      send: withBody('/api/flows', body),
    }),
  ),
  row(34, 'a tag of spaces', job(',"tags":["  "]'), 'bad_request'),
  row(34, 'a tag without end', job(`,"tags":["${'x'.repeat(10_000)}"]`), 'bad_request'),
  row(34, 'tags without end', job(`,"tags":[${'"x",'.repeat(11)}"x"]`), 'bad_request'),
]
