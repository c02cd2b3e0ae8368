import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Upload, upload, uploadIdPattern } from './upload.ts'
import { isAccepted, uploadSchemaKey } from './upload-rule.ts'

const file: Upload = {
  uploadId: `u_${'a'.repeat(26)}`,
  name: 'Weather.CSV',
  bytes: 1_000,
  mediaType: 'text/csv',
  sha256: '00',
}

test.each([
  [undefined, true],
  [[], true],
  [['text/csv'], true],
  [['TEXT/CSV'], true],
  [['text/*'], true],
  [['.csv'], true],
  [['.CSV'], true],
  [['image/*', '.csv'], true],
  [['image/*'], false],
  [['text/plain'], false],
  [['.json'], false],
  [['csv'], false],
])('a job that takes %j takes a CSV file: %s', (accept, accepted) => {
  expect(isAccepted(accept, file)).toBe(accepted)
  expect(isAccepted(accept, { ...file, mediaType: 'Text/CSV; charset=utf-8' })).toBe(accepted)
})

test('a file of another type is refused with what the job takes', () => {
  const result = upload({ accept: ['.json', 'application/json'] }).safeParse(file)
  expect(result.error?.issues[0]?.message).toBe('This job takes .json, application/json files.')
})

test.each([
  [500, '500 bytes'],
  [512 * 1024, '512 KiB'],
  [1.5 * 2 ** 20, '1.5 MiB'],
  [2 * 2 ** 30, '2 GiB'],
])('a file larger than %s bytes is refused with the limit', (maxBytes, words) => {
  expect(upload({ maxBytes }).safeParse({ ...file, bytes: maxBytes }).success).toBe(true)
  const issue = upload({ maxBytes }).safeParse({ ...file, bytes: maxBytes + 1 }).error?.issues[0]
  expect(issue?.message).toBe(`The file is larger than the ${words} this job takes.`)
})

test.each([
  ['a bare name', 'Weather.csv'],
  ['a reference that nobody resolved', { uploadId: file.uploadId }],
  ['a path for an id', { ...file, uploadId: '../../etc/passwd' }],
  ['more than is known of a file', { ...file, path: '/etc/passwd' }],
])('%s is no file', (_what, value) => {
  expect(upload().safeParse(value).success).toBe(false)
})

test('the id of an upload names nothing but an upload', () => {
  expect(uploadIdPattern.test(file.uploadId)).toBe(true)
  for (const id of ['u_', `${file.uploadId}/..`, `${file.uploadId}\n`, file.uploadId.toUpperCase()]) {
    expect(uploadIdPattern.test(id)).toBe(false)
  }
})

test('the rule stands in the JSON Schema, so that a form can show a drop zone', () => {
  const rule = { accept: ['.csv'], maxBytes: 10 }
  const schema = z.toJSONSchema(z.strictObject({ file: upload(rule) }), { io: 'input' })
  expect(schema.properties?.file).toMatchObject({ [uploadSchemaKey]: rule })
})
