import { expect, test } from 'vitest'
import { z } from 'zod'
import { BodyTooLargeError } from '#core/errors.ts'
import { readJson, readJsonIfAny } from './read-json.ts'

const schema = z.strictObject({ name: z.string().max(10), input: z.unknown().optional() })

function post(body: BodyInit | null, type: string | undefined = 'application/json', headers = {}): Request {
  const all = type === '' ? headers : { 'Content-Type': type, ...headers }
  return new Request('http://localhost/', { method: 'POST', body, headers: all, duplex: 'half' } as RequestInit)
}

const bytes = (text: string) => new TextEncoder().encode(text)

test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
  'a body sent as %s is read',
  async (type) => {
    expect(await readJson(post(bytes('{"name":"ü"}'), type), schema)).toEqual({ name: 'ü' })
  },
)

test('a byte order mark is no part of the text', async () => {
  expect(await readJson(post(bytes('\ufeff{"name":"a"}')), schema)).toEqual({ name: 'a' })
})

const deep = (levels: number) => `{"name":"a","input":${'['.repeat(levels)}${']'.repeat(levels)}}`

test.each([
  ['no body', null, 'body_missing'],
  ['an empty body', '', 'body_missing'],
  ['half an object', '{"name":1', 'json_syntax'],
  ['a number JSON does not know', '{"name":NaN}', 'json_syntax'],
  ['bytes that are no text', new Uint8Array([0x7b, 0xff, 0x7d]), 'utf8_invalid'],
  ['UTF-16', Buffer.from('\ufeff{"name":"a"}', 'utf16le'), 'utf8_invalid'],
  ['null', 'null', 'body_not_object'],
  ['a list', '[]', 'body_not_object'],
  ['a text', '"x"', 'body_not_object'],
  ['a number', '42', 'body_not_object'],
  ['something behind the end', '{"name":"a"} {}', 'json_syntax'],
  ['an unknown field', '{"name":"a","owner":"me"}', 'unknown_field'],
  ['a prototype', '{"name":"a","__proto__":{"admin":true}}', 'forbidden_key'],
  ['a field of another type', '{"name":5}', 'wrong_type'],
  ['a text that is too long', '{"name":"01234567890"}', 'bad_request'],
  ['lists nested without end', deep(100_000), 'too_deep'],
  ['one level too much', deep(32), 'too_deep'],
  ['items without end', `{"name":"a","input":[${'0,'.repeat(10_000)}0]}`, 'too_many_items'],
])('%s is refused', async (_what, body, code) => {
  await expect(readJson(post(body), schema)).rejects.toMatchObject({ code })
})

test('as deep as is allowed is read', async () => {
  await expect(readJson(post(deep(31)), schema)).resolves.toBeDefined()
})

test.each([
  '',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1',
])('a body sent as "%s", as any site could send it, is refused', async (type) => {
  await expect(readJson(post(bytes('{"name":"a"}'), type), schema)).rejects.toMatchObject({ code: 'content_type' })
})

test('a body that is packed is refused before it is read', async () => {
  const request = post('{}', 'application/json', { 'Content-Encoding': 'gzip' })
  await expect(readJson(request, schema)).rejects.toMatchObject({ code: 'encoding_unsupported' })
  expect(request.bodyUsed).toBe(false)
})

test('a field that is nearly right is named', async () => {
  await expect(readJson(post('{"nam":"a"}'), schema)).rejects.toThrow('Did you mean "name"?')
})

test('a refusal names the field', async () => {
  await expect(readJson(post('{"name":5}'), schema)).rejects.toMatchObject({ field: 'name' })
})

test('a refusal is short, whatever was sent', async () => {
  const long = JSON.stringify({ ['x'.repeat(100_000)]: 1 })
  const many = JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`field${i}`, 1])))
  for (const body of [long, many]) {
    const error: unknown = await readJson(post(body), schema).catch((thrown: unknown) => thrown)
    expect(error instanceof Error && error.message.length).toBeLessThan(2_100)
  }
})

test('a body that says it is too large is not read at all', async () => {
  const request = post('{}', 'application/json', { 'Content-Length': String(300 * 1024) })
  await expect(readJson(request, schema)).rejects.toThrow(BodyTooLargeError)
  expect(request.bodyUsed).toBe(false)
})

test('a body that does not say it is too large is read up to the limit only', async () => {
  let sent = 0
  let cancelled = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 64 * 1024
      controller.enqueue(new Uint8Array(64 * 1024).fill(0x20))
    },
    cancel() {
      cancelled = true
    },
  })
  await expect(readJson(post(body), schema)).rejects.toThrow(BodyTooLargeError)
  expect(sent).toBeLessThanOrEqual(8 * 64 * 1024)
  expect(cancelled).toBe(true)
})

test.each(['', 'application/json', 'text/plain'])(
  'where a body is not needed, none of the type %j is none',
  async (type) => {
    expect(await readJsonIfAny(post(null, type), schema)).toBeUndefined()
    expect(await readJsonIfAny(post('', type), schema)).toBeUndefined()
  },
)

test('where a body is not needed, one that is there is read like any other', async () => {
  expect(await readJsonIfAny(post('{"name":"a"}'), schema)).toEqual({ name: 'a' })
  await expect(readJsonIfAny(post('{"name":"a"}', 'text/plain'), schema)).rejects.toMatchObject({
    code: 'content_type',
  })
  await expect(readJsonIfAny(post('{}'), schema)).rejects.toMatchObject({ code: 'wrong_type' })
  await expect(readJsonIfAny(post('x'.repeat(300_000)), schema)).rejects.toThrow(BodyTooLargeError)
})
