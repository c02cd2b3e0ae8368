import { expect, onTestFinished, test, vi } from 'vitest'
import { createJobReader } from '#server/reader/job-reader.ts'
import { putFinished } from '#server/testing/finished-jobs.ts'
import { quietLog, testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { startSweeper } from './start-sweeper.ts'

const keep = { success: 0, failure: 0 }

test('of many web nodes one sweeps, and another goes on when it is gone', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const reader = createJobReader(redis, prefix)
  const swept: string[] = []
  const start = (name: string) => {
    const jobs: typeof reader.jobs = (...of) => {
      swept.push(name)
      return reader.jobs(...of)
    }
    const sweeper = startSweeper({ redis, prefix, reader: { jobs }, queues: ['mail'], log: quietLog, everyMs: 50 })
    onTestFinished(() => sweeper.close())
    return sweeper
  }
  const gone = async () => (await reader.jobs('mail', [])).counts.success === 0
  const first = start('first')
  await putFinished(redis, prefix, 'mail', [{ id: 'a', finishedOn: Date.now(), keep }])
  await vi.waitFor(async () => expect(await gone()).toBe(true), 5_000)
  start('second')
  await putFinished(redis, prefix, 'mail', [{ id: 'b', finishedOn: Date.now(), keep }])
  await vi.waitFor(async () => expect(await gone()).toBe(true), 5_000)
  expect(new Set(swept)).toEqual(new Set(['first']))
  await first.close()
  await putFinished(redis, prefix, 'mail', [{ id: 'c', finishedOn: Date.now(), keep }])
  await vi.waitFor(async () => expect(await gone()).toBe(true), 5_000)
  expect(new Set(swept)).toEqual(new Set(['first', 'second']))
})
