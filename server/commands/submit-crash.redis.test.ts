import { readdir } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createQueues } from '#server/queues.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { storeUpload } from '#server/store/uploads.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { placesToDie, submitAndDie } from '#server/testing/start-submit-process.ts'
import { allFiles, testOwnership } from '#server/testing/test-ownership.ts'
import { testConnection, testFolder, testPrefix, testRedisUrl } from '#server/testing/test-redis.ts'
import { submitJob } from './submit-job.ts'

const leaseMs = 400

const flow = [
  { type: 'mail', input: { to: 'bob' } },
  { type: 'mail', input: { to: 'eve' }, children: [{ type: 'mail', input: { to: 'kim' } }] },
]

test.each(placesToDie)(
  '[G2] [F5] a flow whose server was killed once its %s is one whole flow when it is sent again',
  async (dieAt) => {
    const redis = await testConnection()
    const prefix = testPrefix(redis)
    const dataDir = await testFolder()
    const redisUrl = testRedisUrl()
    const request = { type: 'mail', input: { to: 'ada' }, children: flow }
    expect(await submitAndDie({ ...{ redisUrl, prefix, dataDir, leaseMs, key: 'k1', dieAt }, ...request })).toBe(
      'SIGKILL',
    )
    const queues = createQueues(redis, prefix)
    const there = await queues.get('mail').getJobs()
    expect(there).toHaveLength(dieAt === 'job added' || dieAt === 'all done' ? 4 : 0)
    const idempotency = createIdempotency(redis, prefix, leaseMs)
    const ownership = testOwnership(redis, prefix)
    const services = { queues, idempotency, ownership, paths: dataPaths(dataDir), samplesDir: '' }
    const submission = { definition: mailDefinition, definitionOf: () => mailDefinition, request, key: 'k1' }
    const again = await vi.waitFor(() => submitJob(services, 'ada', submission))
    expect((await submitJob(services, 'ada', submission)).answer).toEqual(again.answer)
    expect(again.answer).toMatchObject({ children: [{}, { children: [{}] }] })
    expect(await queues.get('mail').getJobs()).toHaveLength(4)
  },
)

test.each(placesToDie)(
  '[G2] [F5] a submit whose server was killed once its %s is one job with one file when it is sent again',
  async (dieAt) => {
    const redis = await testConnection()
    const prefix = testPrefix(redis)
    const dataDir = await testFolder()
    const paths = dataPaths(dataDir)
    const content = (async function* () {
      yield Buffer.from('a,b\n')
    })()
    const { uploadId } = await storeUpload(paths, { name: 'a.csv', mediaType: 'text/csv', content })
    const input = { to: 'ada', file: { uploadId } }
    const redisUrl = testRedisUrl()
    expect(await submitAndDie({ redisUrl, prefix, dataDir, leaseMs, key: 'k1', input, dieAt })).toBe('SIGKILL')

    const queues = createQueues(redis, prefix)
    const idempotency = createIdempotency(redis, prefix, leaseMs)
    const services = {
      queues,
      idempotency,
      ownership: testOwnership(redis, prefix),
      paths,
      samplesDir: '',
      rights: allFiles,
    }
    const submission = { definition: mailDefinition, request: { type: 'mail', input }, key: 'k1' }
    const again = await vi.waitFor(() => submitJob(services, 'ada', submission))
    expect(again.replayed).toBe(dieAt === 'job added' || dieAt === 'all done')
    expect((await submitJob(services, 'ada', submission)).answer).toEqual(again.answer)

    const jobs = await queues.get('mail').getJobs()
    expect(jobs.map((job) => `mail:${job.id}`)).toEqual([again.answer.id])
    const folders = await readdir(`${dataDir}/jobs/mail`)
    expect(folders).toHaveLength(1)
    const held = await readdir(`${dataDir}/jobs/mail/${folders[0]}/input`)
    expect(held.toSorted()).toEqual([uploadId, `${uploadId}.json`])
  },
)
