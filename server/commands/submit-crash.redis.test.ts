import { readdir } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createQueues } from '#server/queues.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { storeUpload } from '#server/store/uploads.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { placesToDie, submitAndDie } from '#server/testing/start-submit-process.ts'
import { testConnection, testFolder, testPrefix, testRedisUrl } from '#server/testing/test-redis.ts'
import { submitJob } from './submit-job.ts'

const leaseMs = 400

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
    const services = { queues, idempotency: createIdempotency(redis, prefix, leaseMs), paths, samplesDir: '' }
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
