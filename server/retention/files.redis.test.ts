import { existsSync } from 'node:fs'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { writeJobFile } from '#server/store/job-files.ts'
import { storeUpload, uploadLifetimeMs } from '#server/store/uploads.ts'
import { putFinished } from '#server/testing/finished-jobs.ts'
import { quietLog, testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { ExpiredFiles } from './expired-files.ts'
import { createRetention } from './retention.ts'
import { retentionKeys } from './retention-keys.ts'
import { StrayFiles, strayAgeMs } from './stray-files.ts'
import { Sweeper } from './sweeper.ts'

const keep = { success: 60, failure: 60 }
const minute = 60_000

/** A data directory of one node, and a queue. */
async function setUp() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const paths = dataPaths(await testFolder())
  const clock = { now: Date.now() }
  const services = { redis, prefix, paths, log: quietLog }
  const reader = createJobReader(redis, prefix)
  const strays = new StrayFiles(services, () => clock.now)
  onTestFinished(() => strays.close())
  const hasFiles = (id: string, of = paths) => existsSync(of.job({ queue: 'mail', id }))
  return {
    ...{ redis, prefix, paths, clock, strays, hasFiles, services },
    sweeper: new Sweeper({
      ...{ retention: createRetention(redis, prefix), reader, queues: ['mail'], log: quietLog, now: () => clock.now },
    }),
    /** Finished jobs with a folder. */
    async finished(...ids: string[]) {
      const ended = clock.now
      await putFinished(
        redis,
        prefix,
        'mail',
        ids.map((id) => ({ id, finishedOn: ended, keep })),
      )
      for (const id of ids) await mkdir(paths.attemptFiles({ queue: 'mail', id }, 1), { recursive: true })
    },
  }
}

const fileOf = (paths: ReturnType<typeof dataPaths>, id: string) =>
  writeJobFile(paths, { job: { queue: 'mail', id }, attempt: 1 }, { name: 'a.txt', content: 'x' })

test('[G14] the files of an expired job go from every disk, and those of others stay', async () => {
  const { services, clock, sweeper, finished, paths, hasFiles } = await setUp()
  const elsewhere = dataPaths(await testFolder())
  await finished('j_1', 'j_2')
  await fileOf(elsewhere, 'j_1')
  clock.now += minute
  await finished('j_3')
  const here = new ExpiredFiles(services, ['mail'])
  await here.round()
  expect(['j_1', 'j_2', 'j_3'].map((id) => hasFiles(id))).toEqual([true, true, true])
  await sweeper.round()
  await here.round()
  await new ExpiredFiles({ ...services, paths: elsewhere }, ['mail']).round()
  expect(['j_1', 'j_2', 'j_3'].map((id) => hasFiles(id))).toEqual([false, false, true])
  expect(existsSync(elsewhere.job({ queue: 'mail', id: 'j_1' }))).toBe(false)
  expect(existsSync(paths.jobs)).toBe(true)
})

test('[G14] a process that crashed before the files were gone finishes the work when it is back, page by page', async () => {
  const { services, clock, sweeper, finished, hasFiles } = await setUp()
  const ids = Array.from({ length: 1_100 }, (_, i) => `j_${i}`)
  await finished(...ids)
  clock.now += minute
  while (await sweeper.round());
  const back = new ExpiredFiles(services, ['mail'])
  expect([await back.round(), await back.round(), await back.round()]).toEqual([true, true, false])
  expect(ids.filter((id) => hasFiles(id))).toEqual([])
})

test('many that went in the same moment are told page by page as well', async () => {
  const { services, redis, prefix, paths, hasFiles } = await setUp()
  const ids = Array.from({ length: 600 }, (_, i) => `j_${i}`)
  for (const id of ids) await mkdir(paths.job({ queue: 'mail', id }), { recursive: true })
  await redis.zadd(retentionKeys(prefix, 'mail').gone, ...ids.flatMap((id) => [1, id]))
  const files = new ExpiredFiles(services, ['mail'])
  expect([await files.round(), await files.round()]).toEqual([true, false])
  expect(ids.filter((id) => hasFiles(id))).toEqual([])
})

test('files of a job that has the id of an expired one stay', async () => {
  const { services, redis, prefix, finished, hasFiles } = await setUp()
  await finished('j_1')
  await redis.zadd(retentionKeys(prefix, 'mail').gone, 1, 'j_1')
  await new ExpiredFiles(services, ['mail']).round()
  expect(hasFiles('j_1')).toBe(true)
})

test('files whose job is no more go once it has been missing for an hour, at once if it left a tombstone', async () => {
  const { redis, prefix, paths, clock, strays, finished, hasFiles } = await setUp()
  await finished('j_here')
  for (const id of ['j_missing', 'j_expired', 'a:b/..']) await fileOf(paths, id)
  await redis.set(`${retentionKeys(prefix, 'mail').tombstones}j_expired`, '{}', 'PX', minute)
  await strays.round()
  expect(['j_here', 'j_missing', 'j_expired'].map((id) => hasFiles(id))).toEqual([true, true, false])
  clock.now += strayAgeMs
  await strays.round()
  expect(hasFiles('j_missing')).toBe(true)
  clock.now += 1
  await strays.round()
  expect(['j_here', 'j_missing', 'a:b/..'].map((id) => hasFiles(id))).toEqual([true, false, false])
})

test('a job that comes to be while its files are there is never one that is missing', async () => {
  const { redis, prefix, paths, clock, strays, hasFiles } = await setUp()
  await fileOf(paths, 'j_1')
  await strays.round()
  await redis.hset(queueKey(prefix, 'mail', 'j_1'), 'data', '{}')
  clock.now += 2 * strayAgeMs
  await strays.round()
  await redis.del(queueKey(prefix, 'mail', 'j_1'))
  await strays.round()
  expect(hasFiles('j_1')).toBe(true)
})

test('half-written files go after an hour, uploads once nobody may use them any more', async () => {
  const { paths, clock, strays } = await setUp()
  async function* content() {
    yield Buffer.from('x')
  }
  const { uploadId } = await storeUpload(paths, { name: 'a.csv', mediaType: 'text/csv', content: content() })
  const half = paths.upload(`u_${'a'.repeat(26)}`)
  await mkdir(half)
  await writeFile(join(half, 'content'), 'half')
  await writeFile(join(paths.temporary, 'old'), 'x')
  await writeFile(join(paths.uploads, 'note.txt'), 'not ours')
  const left = () => [half, join(paths.temporary, 'old'), paths.upload(uploadId)].map(existsSync)
  clock.now = Date.now() + strayAgeMs - minute
  await strays.round()
  expect(left()).toEqual([true, true, true])
  clock.now = Date.now() + strayAgeMs + minute
  await strays.round()
  expect(left()).toEqual([false, false, true])
  clock.now = Date.now() + uploadLifetimeMs + strayAgeMs - minute
  await strays.round()
  expect(left()).toEqual([false, false, true])
  clock.now = Date.now() + uploadLifetimeMs + strayAgeMs + minute
  await strays.round()
  expect(left()).toEqual([false, false, false])
  expect(existsSync(join(paths.uploads, 'note.txt'))).toBe(true)
})

test('one round looks at a bounded part, and the next one goes on behind it', async () => {
  const { paths, strays } = await setUp()
  await mkdir(paths.temporary, { recursive: true })
  const names = Array.from({ length: 450 }, (_, i) => join(paths.temporary, `old-${i}`))
  for (const name of names) {
    await writeFile(name, '')
    await utimes(name, 0, 0)
  }
  const left = () => names.filter(existsSync).length
  await strays.round()
  expect(left()).toBe(250)
  await strays.round()
  await strays.round()
  expect(left()).toBe(0)
})

test('a data directory that is not there yet is in order', async () => {
  const { strays } = await setUp()
  await expect(strays.round()).resolves.toBeUndefined()
})
