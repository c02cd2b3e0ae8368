import { mkdir, readdir, rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { InvalidFileNameError, UploadGoneError } from '#core/errors.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { dataPaths } from './data-paths.ts'
import { claimUpload, openJobFile, openJobInput, removeEarlierFiles, writeJobFile } from './job-files.ts'
import { storeUpload } from './uploads.ts'

const job = { queue: 'mail', id: 'j_1' }
const first = { job, attempt: 1 }

/** What a file holds; undefined when there is none. */
async function contentOf(...file: Parameters<typeof openJobFile>): Promise<string | undefined> {
  const handle = await openJobFile(...file)
  return handle && text(handle.createReadStream())
}

async function* chunks(...texts: string[]) {
  for (const chunk of texts) yield Buffer.from(chunk)
}

async function storedUpload() {
  const paths = dataPaths(await testFolder())
  const upload = await storeUpload(paths, { name: 'a.csv', mediaType: 'text/csv', content: chunks('a,b\n') })
  return { paths, upload }
}

test('a job keeps what it was given, also when the upload is gone and when the submit came twice', async () => {
  const { paths, upload } = await storedUpload()
  await claimUpload(paths, job, upload)
  await claimUpload(paths, job, upload)
  await rm(paths.upload(upload.uploadId), { recursive: true })
  expect(await text(await openJobInput(paths, job, upload))).toBe('a,b\n')
})

test('an upload that is gone cannot be claimed', async () => {
  const { paths, upload } = await storedUpload()
  await rm(paths.upload(upload.uploadId), { recursive: true })
  await expect(claimUpload(paths, job, upload)).rejects.toThrow(UploadGoneError)
  await expect(openJobInput(paths, job, upload)).rejects.toThrow(UploadGoneError)
})

test('a job opens only what it was given, whatever its stored input names', async () => {
  const { paths, upload } = await storedUpload()
  await claimUpload(paths, job, upload)
  await expect(openJobInput(paths, { ...job, id: 'j_2' }, upload)).rejects.toThrow(UploadGoneError)
  for (const uploadId of ['../input', '.', upload.uploadId.toUpperCase()]) {
    await expect(openJobInput(paths, job, { ...upload, uploadId })).rejects.toThrow(UploadGoneError)
  }
})

test.each([
  ['a text', 'ü1'],
  ['bytes', Buffer.from('ü1')],
  ['a stream', chunks('ü', '1')],
])('an artifact made of %s can be read', async (_what, content) => {
  const paths = dataPaths(await testFolder())
  expect(await writeJobFile(paths, first, { name: 'a.txt', content })).toEqual({
    ...{ name: 'a.txt', bytes: 3, mediaType: 'text/plain' },
  })
  expect(await contentOf(paths, first, 'a.txt')).toBe('ü1')
})

test('a worker that lost its job writes over nothing of the next attempt, which takes its files away', async () => {
  const paths = dataPaths(await testFolder())
  const next = { job, attempt: 2 }
  await writeJobFile(paths, first, { name: 'a.txt', content: 'old' })
  await removeEarlierFiles(paths, next)
  expect(await contentOf(paths, first, 'a.txt')).toBeUndefined()
  await writeJobFile(paths, next, { name: 'a.txt', content: 'new' })
  await removeEarlierFiles(paths, first)
  await writeJobFile(paths, first, { name: 'a.txt', content: 'late' })
  expect(await contentOf(paths, next, 'a.txt')).toBe('new')
})

test('who has an artifact open reads it to its end, also when it is removed meanwhile', async () => {
  const paths = dataPaths(await testFolder())
  await writeJobFile(paths, first, { name: 'a.txt', content: 'whole' })
  const handle = await openJobFile(paths, first, 'a.txt')
  await rm(paths.job(job), { recursive: true })
  expect(handle && (await text(handle.createReadStream()))).toBe('whole')
})

test('an artifact that fails half-way is not there', async () => {
  const paths = dataPaths(await testFolder())
  async function* failing() {
    yield Buffer.from('half')
    throw new Error('It broke.')
  }
  await expect(writeJobFile(paths, first, { name: 'a.txt', content: failing() })).rejects.toThrow('It broke.')
  expect(await contentOf(paths, first, 'a.txt')).toBeUndefined()
  expect(await readdir(paths.temporary)).toEqual([])
})

test.each([
  ['a.csv', undefined, 'text/csv'],
  ['a.HTML', undefined, 'text/html'],
  ['a.unknown', undefined, 'application/octet-stream'],
  ['readme', undefined, 'application/octet-stream'],
  ['a.constructor', undefined, 'application/octet-stream'],
  ['a.__proto__', undefined, 'application/octet-stream'],
  ['a.csv', 'text/markdown', 'text/markdown'],
  ['a.csv', 'text/html\r\nX-Evil: 1', 'text/csv'],
  ['a.csv', 'nonsense', 'text/csv'],
])('the file %s given as %j is of type %s', async (name, mediaType, expected) => {
  const paths = dataPaths(await testFolder())
  expect((await writeJobFile(paths, first, { name, content: 'x', mediaType })).mediaType).toBe(expected)
})

test('a name that names another place is refused, for writing and for reading', async () => {
  const paths = dataPaths(await testFolder())
  await mkdir(paths.jobFiles(job), { recursive: true })
  for (const name of ['../input', 'a/b', '.', '..', '']) {
    await expect(writeJobFile(paths, first, { name, content: 'x' })).rejects.toThrow(InvalidFileNameError)
    await expect(openJobFile(paths, first, name)).rejects.toThrow(InvalidFileNameError)
  }
})
