import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataPaths } from '#server/store/data-paths.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { createJobFileWriter } from './job-file-writer.ts'

const job = { queue: 'mail', id: 'j_1' }

async function setUp(quota = { files: 2, bytes: 10 }, attempt = 1) {
  const paths = dataPaths(await testFolder())
  const writer = createJobFileWriter(paths, { job, attempt }, new AbortController().signal, { quota })
  return { paths, ...writer, folder: () => readdir(paths.attemptFiles(job, attempt)) }
}

async function* chunks(...texts: string[]) {
  for (const chunk of texts) yield Buffer.from(chunk)
}

test('a job makes files as far as its quota goes, and the first one beyond it says what to do', async () => {
  const { files, written, folder } = await setUp()
  await files.write('a.txt', '12345')
  await files.write('b.txt', chunks('123', '45'))
  const refusal = { reason: 'result-too-large', message: expect.stringMatching(/more than the 2 .*archive\.$/) }
  await expect(files.write('c.txt', '')).rejects.toMatchObject(refusal)
  expect(written.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a.txt', 5],
    ['b.txt', 5],
  ])
  expect((await folder()).toSorted()).toEqual(['a.txt', 'b.txt'])
})

test('a file that would be too large leaves nothing behind, and takes nothing from the quota', async () => {
  const { files, written, folder } = await setUp()
  const refusal = {
    reason: 'result-too-large',
    message: expect.stringMatching(/larger than the 10 bytes .*smaller\.$/),
  }
  await expect(files.write('a.txt', chunks('12345', '67890', '1'))).rejects.toMatchObject(refusal)
  expect(written).toEqual([])
  await files.write('b.txt', '1234567890')
  expect(await folder()).toEqual(['b.txt'])
})

test('files that are written at the same time share the quota', async () => {
  const { files } = await setUp()
  const outcomes = await Promise.allSettled([files.write('a.txt', '123456'), files.write('b.txt', '123456')])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a file that is made again replaces the first one, also in the quota', async () => {
  const { files, written } = await setUp()
  for (let i = 0; i < 5; i += 1) await files.write('a.txt', '12345')
  await files.write('b.txt', '12345')
  expect(written.map(({ name }) => name)).toEqual(['a.txt', 'b.txt'])
})

test('what an earlier attempt made goes as soon as this one makes a file', async () => {
  const { paths, files } = await setUp(undefined, 2)
  await mkdir(paths.attemptFiles(job, 1), { recursive: true })
  await writeFile(join(paths.attemptFiles(job, 1), 'old.txt'), 'old')
  await files.write('a.txt', 'x')
  expect(await readdir(paths.jobFiles(job))).toEqual(['2'])
})
