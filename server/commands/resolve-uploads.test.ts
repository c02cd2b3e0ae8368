import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { InvalidInputError } from '#core/errors.ts'
import type { FileRights } from '#server/auth/file-rights.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { claimUpload } from '#server/store/job-files.ts'
import { findUpload, storeUpload } from '#server/store/uploads.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { resolveUploads } from './resolve-uploads.ts'

const ada: FileRights = { upload: (owner) => owner === 'ada', inputOf: async () => false }

async function store(rights: FileRights | undefined = ada) {
  const folder = await testFolder()
  await writeFile(join(folder, 'weather.csv'), 'a,b\n')
  const paths = dataPaths(join(folder, 'data'))
  async function* content() {
    yield Buffer.from('own')
  }
  const { expiresAt: _expiresAt, ...upload } = await storeUpload(paths, {
    name: 'a.csv',
    mediaType: 'text/csv',
    content: content(),
    owner: 'ada',
  })
  return { paths, upload, resolve: (input: unknown) => resolveUploads({ paths, samplesDir: folder, rights }, input) }
}

test('a reference becomes what is known of the file, wherever it stands and whatever else it claims', async () => {
  const { upload, resolve } = await store()
  const claimed = { uploadId: upload.uploadId, bytes: 1, sha256: 'forged', path: '/etc/passwd' }
  const { input, uploads } = await resolve({ file: claimed, list: [{ deep: claimed }], title: 'x', n: 1, none: null })
  expect(input).toEqual({ file: upload, list: [{ deep: upload }], title: 'x', n: 1, none: null })
  expect(uploads).toEqual([upload, upload])
})

test('a sample becomes an upload of its own', async () => {
  const { paths, resolve } = await store()
  const { input, uploads } = await resolve({ file: { sample: 'weather.csv' } })
  expect(input).toEqual({ file: uploads[0] })
  expect(uploads[0]).toMatchObject({ name: 'weather.csv', bytes: 4, mediaType: 'text/csv' })
  expect(await findUpload(paths, uploads[0]?.uploadId ?? '')).toEqual(uploads[0])
})

// A sample that is missing once ended the process: its stream failed before anybody listened.
test.each([
  ['an upload that is gone', { uploadId: `u_${'a'.repeat(26)}` }],
  ['an upload id that is a path', { uploadId: '../../secret' }],
  ['a sample that does not exist', { sample: 'nothing.csv' }],
  ['a sample that is a path', { sample: '../weather.csv' }],
  ['a sample that is a folder', { sample: 'data' }],
])('%s is a mistake in the input, at its field', async (_what, reference) => {
  const { resolve } = await store()
  const refused = resolve({ files: [reference] })
  await expect(refused).rejects.toThrow(InvalidInputError)
  await expect(refused).rejects.toMatchObject({ issues: [{ path: 'files.0' }] })
})

test('input that only looks like a reference stays as it is', async () => {
  const { resolve } = await store()
  const input = { a: { uploadId: 5 }, b: { sample: 'weather.csv', rows: 3 }, c: { sample: null }, d: 'u_', e: [[]] }
  expect(await resolve(input)).toEqual({ input, uploads: [] })
})

test.each([null, 'text', 5, [], {}])('the input %j needs no files', async (input) => {
  const { resolve } = await store()
  expect(await resolve(input)).toEqual({ input, uploads: [] })
})

test('a key called __proto__ is data like any other', async () => {
  const { resolve } = await store()
  const { input } = await resolve(JSON.parse('{"__proto__": {"admin": true}}'))
  expect(Object.keys(input ?? {})).toEqual(['__proto__'])
  expect(input).not.toHaveProperty('admin')
})

test('a file of somebody else is answered like one that does not exist, by whatever name it is asked for', async () => {
  const bob = await store({ upload: (owner) => owner === 'bob', inputOf: async ({ id }) => id === 'j_bobs' })
  const holder = { queue: 'mail', id: 'j_adas' }
  await claimUpload(bob.paths, holder, bob.upload)
  const { uploadId } = bob.upload
  const messageOf = (reference: object) => bob.resolve({ file: reference }).then(String, ({ issues }) => issues)
  const unknown = await messageOf({ uploadId: `u_${'a'.repeat(26)}` })
  expect(await messageOf({ uploadId })).toEqual(unknown)
  expect(await messageOf({ uploadId, job: 'mail:j_adas' })).toEqual(unknown)
  await claimUpload(bob.paths, { ...holder, id: 'j_bobs' }, bob.upload)
  expect(await bob.resolve({ uploadId, job: 'mail:j_bobs' })).toMatchObject({ uploads: [bob.upload] })
})

test('who has no rights of their own may use what the job before was given, and nothing else', async () => {
  const { paths, upload } = await store()
  const holder = { queue: 'mail', id: 'j_before' }
  const resolve = (earlier?: typeof holder) => resolveUploads({ paths, samplesDir: '' }, { file: upload }, earlier)
  await expect(resolve()).rejects.toThrow(InvalidInputError)
  await claimUpload(paths, holder, upload)
  expect((await resolve(holder)).uploads).toEqual([upload])
})
