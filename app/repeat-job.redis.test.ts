import { rm } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { keptRetries } from '#core/job-limits.ts'
import { upload } from '#core/upload.ts'
import { linkRetry } from '#server/commands/link-retry.ts'
import { repeatJob } from '#server/commands/repeat-job.ts'
import { readInput } from '#server/reader/read-input.ts'
import { storeUpload } from '#server/store/uploads.ts'
import { addressOf, startWorkbench } from './testing/start-workbench.ts'

const view = { kind: 'board', perState: 50 } as const

/** Fails unless the file holds the word. */
const find = defineJob({
  title: 'Find',
  description: 'Looks for a word in a file.',
  input: z.strictObject({ word: z.string().min(1), file: upload({ accept: ['.txt'] }).optional() }),
  stages: {},
  priority: 9,
  label: ({ word }) => word,
  async run({ word, file }, { files }) {
    const content = file ? await text(await files.open(file)) : ''
    if (!content.includes(word)) throw new Error(`There is no "${word}".`)
    return { word }
  },
})

async function start() {
  const bench = await startWorkbench({ find })
  const { services, definitionOf } = bench
  async function* content() {
    yield Buffer.from('to be or not to be')
  }
  const file = await storeUpload(services.paths, { name: 'play.txt', mediaType: 'text/plain', content: content() })
  const repeat = async (id: string, change: Parameters<typeof repeatJob>[2]['change'], key?: string) =>
    repeatJob(services, 'anonymous', { id, change, key, definitionOf })
  const seen = await bench.watch(view)
  await bench.work()
  const submit = async (word: string, rest = {}) => {
    const id = await bench.submit('find', { word, file: { uploadId: file.uploadId } }, rest)
    await seen.until((jobs) => ['failure', 'success'].includes(jobs.get(id)?.state ?? ''))
    return id
  }
  return {
    ...bench,
    seen,
    hand: (input: unknown) => bench.submit('find', input),
    submit,
    repeat,
    uploadId: file.uploadId,
  }
}

test('a retry with another input is a new job; both name each other, on every page', async () => {
  const { submit, repeat, seen, fresh } = await start()
  const old = await submit('question', { tags: ['acme'], priority: 4 })
  const input = { word: 'not', file: { uploadId: 'replaced' } }
  await expect(repeat(old, { input })).rejects.toMatchObject({ code: 'payload_invalid', issues: [{ path: 'file' }] })
  expect((await fresh(old))?.retriedAs).toBeUndefined()

  const { answer, replayed } = await repeat(old, { input: { word: 'be' } })
  expect(replayed).toBe(false)
  await seen.until((jobs) => jobs.get(old)?.retriedAs !== undefined && jobs.get(answer.id)?.state === 'failure')
  expect(seen.board().get(old)).toMatchObject({ state: 'failure', label: 'question', retriedAs: [answer.id] })
  expect(seen.board().get(answer.id)).toMatchObject({
    label: 'be',
    retryOf: old,
    tags: ['acme'],
    attempt: { current: 1 },
  })
  for (const id of [old, answer.id]) {
    expect({ ...seen.board().get(id), version: '' }).toEqual({ ...(await fresh(id)), version: '' })
  }
})

test('tags and priority stay unless others are given', async () => {
  const { submit, repeat, fresh, services } = await start()
  const old = await submit('question', { tags: ['acme'], priority: 4 })
  const read = async (id: string) => ({
    tags: (await fresh(id))?.tags,
    priority: await readInput(services, addressOf(id)).then((read) => 'priority' in read && read.priority),
  })
  expect(await read((await repeat(old, { input: { word: 'a' } })).answer.id)).toEqual({ tags: ['acme'], priority: 4 })
  const changed = await repeat(old, { input: { word: 'a' }, tags: [], priority: 0 })
  expect(await read(changed.answer.id)).toEqual({ tags: [], priority: false })
})

test('the new job has the files of the old one, also when the uploads are gone and then the old job', async () => {
  const { submit, repeat, seen, services, queues, uploadId } = await start()
  const old = await submit('question')
  await rm(services.paths.uploads, { recursive: true })
  const first = await repeat(old, { input: { word: 'nothing', file: { uploadId } } })
  await seen.until((jobs) => jobs.get(first.answer.id)?.state === 'failure')
  await queues.get('find').remove(addressOf(old).id)
  await rm(services.paths.job(addressOf(old)), { recursive: true })

  // Read from the REST answer, a file carries what is known of it: none of that is believed.
  const file = { uploadId, name: 'forged.txt', bytes: 1, mediaType: 'text/html', sha256: '' }
  const second = await repeat(first.answer.id, { input: { word: 'not', file } })
  await seen.until((jobs) => jobs.get(second.answer.id)?.state === 'success')
  expect(await readInput(services, addressOf(second.answer.id))).toMatchObject({
    input: { word: 'not', file: { uploadId, name: 'play.txt', bytes: 18, mediaType: 'text/plain' } },
  })
})

test('another job may name the job whose file it takes', async () => {
  const bench = await start()
  const old = await bench.submit('question')
  await rm(bench.services.paths.uploads, { recursive: true })
  await expect(bench.hand({ word: 'be', file: { uploadId: bench.uploadId } })).rejects.toMatchObject({
    issues: [{ path: 'file' }],
  })
  for (const job of ['find:j_other', '../../x', 'find:../j', 5]) {
    const file = { uploadId: bench.uploadId, job }
    await expect(bench.hand({ word: 'be', file })).rejects.toMatchObject({ issues: [{ path: 'file' }] })
  }
  const id = await bench.hand({ word: 'be', file: { uploadId: bench.uploadId, job: old } })
  await bench.seen.until((jobs) => jobs.get(id)?.state === 'success')
})

test('only a failed job is retried, and the same request with the same key makes one job', async () => {
  const { submit, repeat, seen, fresh } = await start()
  const done = await submit('be')
  expect(seen.board().get(done)?.state).toBe('success')
  await expect(repeat(done, { input: { word: 'be' } })).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(repeat('find:j_nobody', { input: {} })).rejects.toMatchObject({ code: 'unknown_job' })

  const old = await submit('question')
  const first = await repeat(old, { input: { word: 'x' } }, 'key-1')
  const again = await repeat(old, { input: { word: 'x' } }, 'key-1')
  expect([first.replayed, again.replayed, again.answer.id]).toEqual([false, true, first.answer.id])
  expect((await fresh(old))?.retriedAs).toEqual([first.answer.id])
  // The key stands for this retry, not for a job of the same input.
  const other = await submit('question')
  await expect(repeat(other, { input: { word: 'x' } }, 'key-1')).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test('a job names the last ones that repeat it, and none is brought back by that', async () => {
  const { submit, services, seen, commands, prefix } = await start()
  const old = await submit('question')
  const ids = Array.from({ length: keptRetries + 3 }, (_, i) => `find:j_${i}`)
  for (const id of ids) await linkRetry(services, addressOf(old), id)
  await seen.until((jobs) => jobs.get(old)?.retriedAs?.at(-1) === ids.at(-1))
  expect(seen.board().get(old)?.retriedAs).toEqual(ids.slice(-keptRetries))
  await linkRetry(services, { queue: 'find', id: 'j_gone' }, 'find:j_1')
  expect(await commands.exists(`${prefix}:find:j_gone`)).toBe(0)
})

test('an input is read as a value; what is none, or too large, as the beginning of a text', async () => {
  const { submit, services, commands, prefix } = await start()
  const id = await submit('be')
  const key = `${prefix}:find:${addressOf(id).id}`
  const read = () => readInput(services, addressOf(id))
  expect(await read()).toMatchObject({ input: { word: 'be' }, priority: 9 })
  await commands.hset(key, 'data', '{"word": be')
  expect(await read()).toEqual({ text: '{"word": be', bytes: 11 })
  await commands.hset(key, 'data', JSON.stringify('x'.repeat(2 ** 20)))
  expect(await read()).toEqual({ text: `"${'x'.repeat(2 ** 16 - 1)}`, bytes: 2 ** 20 + 2 })
  await commands.hdel(key, 'data')
  expect(await read()).toMatchObject({ input: null })
})
