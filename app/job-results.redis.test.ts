import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { queueKey } from '#server/queues.ts'
import { readResult } from '#server/reader/read-result.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { ExpiredFiles } from '#server/retention/expired-files.ts'
import { createRetention } from '#server/retention/retention.ts'
import { Sweeper } from '#server/retention/sweeper.ts'
import { openJobFile } from '#server/store/job-files.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { addressOf, startWorkbench } from './testing/start-workbench.ts'

const results = {
  large: () => 'x'.repeat(2 * 1024 * 1024),
  'a BigInt': () => ({ rows: 10n }),
  'a function': () => ({ rows: () => 1 }),
  undefined: () => ({ rows: undefined }),
}

const returns = defineJob({
  title: 'Returns',
  description: 'Returns what cannot be kept.',
  input: z.strictObject({ what: z.enum(['large', 'a BigInt', 'a function', 'undefined']) }),
  stages: {},
  retry: { attempts: 3 },
  label: ({ what }) => what,
  run: async ({ what }): Promise<unknown> => results[what](),
})

test.each([
  ['large', 'result-too-large', /Write it to a file/],
  ['a BigInt', 'error', /Return plain objects/],
  ['a function', 'error', /"rows" is a function/],
  ['undefined', 'error', /"rows" is undefined/],
])('a job that returns what cannot be kept fails at once and says why: %s', async (what, reason, message) => {
  const { work, submit, watch } = await startWorkbench({ returns })
  await work()
  const seen = await watch({ kind: 'board', perState: 10 })
  const id = await submit('returns', { what })
  await seen.until((board) => board.get(id)?.state === 'failure')
  expect(seen.board().get(id)).toMatchObject({ reason, attempt: { current: 1, max: 3 } })
  expect(seen.board().get(id)).toMatchObject({ error: { message: expect.stringMatching(message) } })
})

test('files that were whole when the last attempt failed are on the card, and go when a retry succeeds', async () => {
  const breaks = defineJob({
    title: 'Breaks',
    description: 'Writes a file, and breaks twice.',
    input: z.strictObject({}),
    stages: {},
    retry: { attempts: 2 },
    label: () => 'breaks',
    async run(_input, { files, attempt }) {
      await files.write(`${attempt}.txt`, `of attempt ${attempt}`)
      if (attempt < 3) throw new Error('It broke.')
    },
  })
  const { work, submit, watch, fresh, services } = await startWorkbench({ breaks })
  await work()
  const seen = await watch({ kind: 'board', perState: 10 })
  const id = await submit('breaks', {})
  await seen.until((board) => board.get(id)?.state === 'failure')
  const job = seen.board().get(id)
  expect(job).toMatchObject({ attempt: { current: 2 }, files: [{ name: '2.txt', bytes: 12, mediaType: 'text/plain' }] })
  expect({ ...job, version: '' }).toEqual({ ...(await fresh(id)), version: '' })
  const file = await openJobFile(services.paths, { job: addressOf(id), attempt: 2 }, '2.txt')
  expect(file && (await text(file.createReadStream()))).toBe('of attempt 2')
  await retryJob(services, addressOf(id))
  await seen.until((board) => board.get(id)?.state === 'success')
  expect(seen.board().get(id)).toMatchObject({ result: { files: [{ name: '3.txt' }] } })
  expect(seen.board().get(id)).not.toHaveProperty('files')
})

const forgets = defineJob({
  title: 'Forgets',
  description: 'Keeps a file and a summary, but nothing of what it returned.',
  input: z.strictObject({}),
  stages: {},
  result: { store: 'never', keepForSeconds: 60 },
  label: () => 'forgets',
  summary: ({ rows }: { rows: bigint; secret: string }) => `${rows} rows`,
  async run(_input, { files }) {
    await files.write('a.txt', 'kept')
    return { rows: 10n, secret: 'nobody may keep this' }
  },
})

test('what a job returns that stores nothing is found nowhere: not in Redis, nor in the event, nor by who asks', async () => {
  const { work, submit, watch, fresh, services, commands, prefix } = await startWorkbench({ forgets })
  await work()
  const seen = await watch({ kind: 'board', perState: 10 })
  const id = await submit('forgets', {})
  await seen.until((board) => board.get(id)?.state === 'success')
  const expected = { available: false, bytes: 0, summary: '10 rows', files: [{ name: 'a.txt', bytes: 4 }] }
  for (const job of [seen.board().get(id), await fresh(id)]) expect(job).toMatchObject({ result: expected })
  const { job, address } = await requireJob(services, id)
  expect(await readResult(services, job, address)).toBe('null')
  const hash = await commands.hgetall(queueKey(prefix, 'forgets', address.id))
  const events = await commands.xrange(queueKey(prefix, 'forgets', 'events'), '-', '+')
  expect(JSON.stringify([hash, events])).not.toContain('nobody may keep this')
})

test('[G14] a job that ran is gone everywhere once its time is over: for who watches, for who asks, and from the disk', async () => {
  const { work, submit, watch, services, prefix, commands: redis, reader } = await startWorkbench({ forgets })
  await work()
  const seen = await watch({ kind: 'board', perState: 10 })
  const id = await submit('forgets', {})
  await seen.until((board) => board.get(id)?.state === 'success')
  const address = addressOf(id)
  const handle = await openJobFile(services.paths, { job: address, attempt: 1 }, 'a.txt')
  expect(handle && (await text(handle.createReadStream()))).toBe('kept')
  const job = seen.board().get(id)
  const end = job?.state === 'success' ? (job.result.expiresAt ?? 0) : 0
  expect(end).toBe((job?.times.finishedAt ?? 0) + 60_000)

  const retention = createRetention(redis, prefix)
  const sweeper = new Sweeper({ retention, reader, queues: ['forgets'], log: quietLog, now: () => end })
  await sweeper.round()
  await seen.until((board) => !board.has(id))
  expect(seen.events.at(-1)).toMatchObject({ type: 'expired', id })
  await expect(requireJob(services, id)).rejects.toMatchObject({ code: 'expired', tombstone: { label: 'forgets' } })
  await new ExpiredFiles({ redis, prefix, paths: services.paths, log: quietLog }, ['forgets']).round()
  expect(existsSync(services.paths.job(address))).toBe(false)
})

const makes = defineJob({
  title: 'Makes',
  description: 'Makes more files than it may.',
  input: z.strictObject({}),
  stages: {},
  retry: { attempts: 3 },
  label: () => 'makes',
  async run(_input, { files }) {
    for (let i = 0; i <= 100; i += 1) await files.write(`${i}.txt`, 'x')
  },
})

test('a job that makes too many files fails at once and says what to do', async () => {
  const { work, submit, watch } = await startWorkbench({ makes })
  await work()
  const seen = await watch({ kind: 'board', perState: 10 })
  const id = await submit('makes', {})
  await seen.until((board) => board.get(id)?.state === 'failure')
  expect(seen.board().get(id)).toMatchObject({
    ...{ reason: 'result-too-large', attempt: { current: 1 } },
    error: { message: expect.stringContaining('Put them into an archive') },
  })
})
