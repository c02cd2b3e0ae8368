import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createQueues } from '#server/queues.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { storeUpload } from '#server/store/uploads.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { allFiles, testOwnership } from '#server/testing/test-ownership.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { submitJob } from './submit-job.ts'
import { submitJobs } from './submit-jobs.ts'

async function start(settings: readonly string[] = []) {
  const server = await startRedis(settings)
  const redis = await server.connect()
  const queues = createQueues(redis, 'bull')
  const dataDir = await testFolder()
  const services = {
    ...{ queues, paths: dataPaths(dataDir), samplesDir: '', rights: allFiles },
    idempotency: createIdempotency(redis, 'bull', 2_500),
    ownership: testOwnership(redis, 'bull'),
  }
  const content = (async function* () {
    yield Buffer.from('a,b\n')
  })()
  const { uploadId } = await storeUpload(services.paths, { name: 'a.csv', mediaType: 'text/csv', content })
  const mail = (key?: string) => ({
    definition: mailDefinition,
    request: { type: 'mail', input: { to: 'ada', file: { uploadId } } },
    key,
  })
  // The queue is known before the fault, as it is in a server that runs.
  const { answer } = await submitJob(services, 'ada', mail())
  const folders = () => readdir(join(dataDir, 'jobs', 'mail'))
  const ids = async () => (await queues.get('mail').getJobs()).map((job) => `mail:${job.id}`)
  return { server, redis, queues, services, mail, folders, ids, first: answer.id }
}

/** How long something takes that is to be refused, in milliseconds. */
async function refusal(submit: Promise<unknown>, code: string): Promise<number> {
  const began = performance.now()
  await expect(submit).rejects.toMatchObject({ code })
  return performance.now() - began
}

test('[G15] a Redis that does not answer is said within 2.5 s, and whether the job may be there', async () => {
  const { server, services, mail, folders } = await start()
  server.pause()
  expect(await refusal(submitJob(services, 'ada', mail()), 'submit_unknown')).toBeLessThan(2_500)
  expect(await refusal(submitJob(services, 'ada', mail('k1')), 'redis_unavailable')).toBeLessThan(2_500)
  // The job that may be there keeps its file; the one that is not there has none.
  expect(await folders()).toHaveLength(2)
  server.resume()
})

test('[G15] a Redis that is gone is said at once, and nothing is half there', async () => {
  const { server, redis, services, mail, folders } = await start()
  const closed = new Promise((resolve) => redis.once('close', resolve))
  await server.kill()
  await closed
  for (const key of [undefined, 'k1']) {
    expect(await refusal(submitJob(services, 'ada', mail(key)), 'redis_unavailable')).toBeLessThan(2_500)
  }
  expect(await folders()).toHaveLength(1)
})

test('[G2] [G15] a submit whose answer was lost is one job when it is sent again with its key', async () => {
  const { server, queues, services, mail, ids, first, folders } = await start()
  const queue = queues.get('mail')
  const add = queue.add.bind(queue)
  const pausing = vi.spyOn(queue, 'add').mockImplementationOnce((...job) => {
    server.pause()
    return add(...job)
  })
  const lost = await submitJob(services, 'ada', mail('k1')).catch((error: unknown) => error)
  pausing.mockRestore()
  expect(lost).toMatchObject({ code: 'submit_unknown' })
  server.resume()
  const { answer } = await vi.waitFor(() => submitJob(services, 'ada', mail('k1')), 5_000)
  expect(lost).toMatchObject({ id: answer.id })
  expect((await ids()).toSorted()).toEqual([answer.id, first].toSorted())
  expect(await folders()).toHaveLength(2)
})

test('[G15] a Redis without memory takes no job and leaves nothing half there', async () => {
  const { redis, services, mail, folders } = await start()
  const before = (await redis.keys('*')).toSorted()
  await redis.config('SET', 'maxmemory', 1)
  await refusal(submitJob(services, 'ada', mail()), 'insufficient_storage')
  await refusal(submitJob(services, 'ada', mail('k1')), 'insufficient_storage')
  const outcomes = await submitJobs(services, 'ada', [mail(), mail()])
  expect(outcomes).toMatchObject([
    { error: { code: 'insufficient_storage' } },
    { error: { code: 'insufficient_storage' } },
  ])
  expect((await redis.keys('*')).toSorted()).toEqual(before)
  expect(await folders()).toHaveLength(1)
  await redis.config('SET', 'maxmemory', 0)
  await expect(submitJob(services, 'ada', mail('k1'))).resolves.toMatchObject({ replayed: false })
})

test('[G15] of many that were sent together, those that found room are accepted', async () => {
  const { redis, services, mail, ids } = await start()
  const used = Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1])
  await redis.config('SET', 'maxmemory', used + 400_000)
  const outcomes = await submitJobs(
    services,
    'ada',
    Array.from({ length: 1_000 }, () => mail()),
  )
  const accepted = outcomes.flatMap((outcome) => ('answer' in outcome ? [outcome.answer.id] : []))
  expect(accepted.length).toBeGreaterThan(0)
  expect(accepted.length).toBeLessThan(1_000)
  await redis.config('SET', 'maxmemory', 0)
  const there = await ids()
  expect(there).toHaveLength(accepted.length + 1)
  expect(there).toEqual(expect.arrayContaining(accepted))
})

test('[G1] what was answered survives that Redis is killed in the middle of many submits', async () => {
  const { server, services, mail, ids } = await start(['--appendonly', 'yes', '--appendfsync', 'always'])
  const accepted: string[] = []
  const submitting = Array.from({ length: 20 }, async () => {
    for (;;) {
      const { answer } = await submitJob(services, 'ada', mail())
      accepted.push(answer.id)
    }
  })
  const failures = Promise.allSettled(submitting)
  await vi.waitFor(() => expect(accepted.length).toBeGreaterThan(200), 10_000)
  await server.kill()
  expect((await failures).map(({ status }) => status)).toEqual(Array(20).fill('rejected'))
  await server.start()
  const there = new Set(await vi.waitFor(ids, 5_000))
  expect(accepted.filter((id) => !there.has(id))).toEqual([])
})
