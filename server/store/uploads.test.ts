import { createHash } from 'node:crypto'
import { readdir, readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BadRequestError, BodyTooLargeError } from '#core/errors.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { dataPaths } from './data-paths.ts'
import { findUpload, storeUpload, uploadLifetimeMs } from './uploads.ts'

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
const named = { name: '../Weather.csv', mediaType: 'text/csv' }

/** A data directory, and what is in it: partial files and uploads. */
async function store() {
  const folder = await testFolder()
  const list = (name: string) => readdir(join(folder, name)).catch(() => [])
  return { paths: dataPaths(folder), left: async () => [...(await list('tmp')), ...(await list('uploads'))] }
}

test('an upload is stored with its size and its hash, and found by its id', async () => {
  const { paths } = await store()
  const { expiresAt, ...upload } = await storeUpload(paths, { ...named, content: chunks('a,b\n', '1,2\n') })
  const sha256 = createHash('sha256').update('a,b\n1,2\n').digest('hex')
  expect(upload).toMatchObject({ name: 'Weather.csv', bytes: 8, mediaType: 'text/csv', sha256 })
  expect(expiresAt).toBeGreaterThan(Date.now())
  expect(await findUpload(paths, upload.uploadId)).toEqual(upload)
  expect(await readFile(join(paths.upload(upload.uploadId), 'content'), 'utf8')).toBe('a,b\n1,2\n')
})

test('a file of exactly the limit is taken, one more byte is not, and reading stops there', async () => {
  const { paths, left } = await store()
  await expect(storeUpload(paths, { ...named, maxBytes: 4, content: chunks('ab', 'cd') })).resolves.toBeDefined()
  const before = await left()
  let given = 0
  async function* endless() {
    for (; ; given += 2) yield Buffer.from('ab')
  }
  await expect(storeUpload(paths, { ...named, maxBytes: 4, content: endless() })).rejects.toThrow(BodyTooLargeError)
  expect(given).toBeLessThanOrEqual(6)
  expect(await left()).toEqual(before)
})

test.each([[[]], [['', '']]])('an empty file (%j) is refused and leaves nothing behind', async (texts) => {
  const { paths, left } = await store()
  const refused = storeUpload(paths, { ...named, content: chunks(...texts) })
  await expect(refused).rejects.toThrow(BadRequestError)
  await expect(refused).rejects.toMatchObject({ code: 'file_empty' })
  expect(await left()).toEqual([])
})

test('an upload that is given up half-way leaves nothing behind', async () => {
  const { paths, left } = await store()
  const stop = new AbortController()
  async function* content() {
    yield Buffer.from('ab')
    stop.abort()
    yield Buffer.from('cd')
  }
  await expect(storeUpload(paths, { ...named, content: content(), signal: stop.signal })).rejects.toThrow()
  expect(await left()).toEqual([])
})

test('an upload that nobody used in time is not found any more', async () => {
  const { paths } = await store()
  const { uploadId } = await storeUpload(paths, { ...named, content: chunks('x') })
  const record = join(paths.upload(uploadId), 'record.json')
  const almost = (Date.now() - uploadLifetimeMs) / 1_000
  await utimes(record, almost + 60, almost + 60)
  expect(await findUpload(paths, uploadId)).toBeDefined()
  await utimes(record, almost - 1, almost - 1)
  expect(await findUpload(paths, uploadId)).toBeUndefined()
})

test.each(['', 'u_', '../..', `u_${'a'.repeat(26)}`, `u_${'a'.repeat(25)}/`])('there is no upload "%s"', async (id) => {
  const { paths } = await store()
  await storeUpload(paths, { ...named, content: chunks('x') })
  expect(await findUpload(paths, id)).toBeUndefined()
})
