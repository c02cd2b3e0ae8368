import { expect, test } from 'vitest'
import { JobTypeUnavailableError } from '#core/errors.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import { createPins } from '#server/retention/pins.ts'
import { createRetention } from '#server/retention/retention.ts'
import { Sweeper } from '#server/retention/sweeper.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { putFinished } from '#server/testing/finished-jobs.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { cancelJob } from './cancel-job.ts'
import { pinJob } from './pin-job.ts'
import { promoteJob } from './promote-job.ts'
import { removeJob } from './remove-job.ts'
import { retryJob } from './retry-job.ts'

const id = 'mail:a'
const address = { queue: 'mail', id: 'a' }

/** A failed job that was kept for an hour, and everything that can be done with it. */
async function setUp(finishedOn: number) {
  const pipeline = await startPipeline(['mail'])
  const { commands: redis, prefix, reader, queues, tombstones } = pipeline
  await putFinished(redis, prefix, 'mail', [
    { ...{ id: 'a', finishedOn, keep: { success: 3_600, failure: 3_600 }, state: 'failed' } },
  ])
  const services = {
    ...{ reader, queues, tombstones, paths: dataPaths(await testFolder()) },
    pins: createPins(redis, prefix),
    cancels: createCancels(redis, prefix),
  }
  const sweeper = new Sweeper({ retention: createRetention(redis, prefix), reader, queues: ['mail'], log: quietLog })
  const actions = {
    cancel: () => cancelJob(services, { id, by: 'ada', isOwn: () => true }),
    retry: () => retryJob(services, address),
    promote: () => promoteJob(services, id),
    pin: () => pinJob(services, id, true),
    unpin: () => pinJob(services, id, false),
    remove: () => removeJob(services, id),
  }
  return { ...pipeline, services, sweeper, actions }
}

test('[G14] whatever somebody wants of a job whose time is over, the answer is what is still known of it', async () => {
  const { actions, sweeper, reader } = await setUp(Date.now() - 7_200_000)
  const gone = { code: 'expired', tombstone: { type: 'mail', state: 'failure' } }
  for (const [name, act] of Object.entries(actions)) await expect(act(), name).rejects.toMatchObject(gone)
  while (await sweeper.round());
  expect((await reader.jobs('mail', ['a'])).jobs).toEqual([])
  for (const [name, act] of Object.entries(actions)) await expect(act(), name).rejects.toMatchObject(gone)
})

test('a job of a type that cannot run here is not retried into a line nobody serves', async () => {
  const { services, reader } = await setUp(Date.now())
  const refuse = (type: string) => {
    throw new JobTypeUnavailableError(type, 'Set SMTP_URL.')
  }
  await expect(retryJob(services, address, refuse)).rejects.toMatchObject({
    code: 'type_unavailable',
    message: expect.stringContaining('Set SMTP_URL.'),
  })
  expect((await reader.jobs('mail', ['a'])).jobs).toMatchObject([{ state: 'failure' }])
  await retryJob(services, address, () => {})
  expect((await reader.jobs('mail', ['a'])).jobs).toMatchObject([{ state: 'pending' }])
})
