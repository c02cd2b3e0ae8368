import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { SubmitRequest } from '#core/submit.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { requestDigest } from '#server/idempotency/request-digest.ts'
import { createQueues } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { testOwnership } from '#server/testing/test-ownership.ts'
import { testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { submitJob } from './submit-job.ts'
import { submitJobs } from './submit-jobs.ts'

async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const samplesDir = await testFolder()
  await writeFile(join(samplesDir, 'a.csv'), 'a,b\n')
  const dataDir = await testFolder()
  const queues = createQueues(redis, prefix)
  const ownership = testOwnership(redis, prefix)
  const paths = dataPaths(dataDir)
  const node = () => ({ queues, samplesDir, paths, ownership, idempotency: createIdempotency(redis, prefix) })
  const jobs = async (queue = 'mail') => (await queues.get(queue).getJobs()).map((job) => `${queue}:${job.id}`)
  return { ...{ redis, dataDir, queues, node, jobs }, reader: createJobReader(redis, prefix) }
}

const mail = (to: string, key?: string, more: Partial<SubmitRequest> = {}) => ({
  definition: mailDefinition,
  request: { type: 'mail', input: { to }, ...more },
  key,
})

test('[G2] fifty submits with one key at once, over two nodes, are one job with one file', async () => {
  const { node, jobs, dataDir } = await start()
  const nodes = [node(), node()]
  const request = { type: 'mail', input: { to: 'ada', file: { sample: 'a.csv' } } }
  const submitted = await Promise.all(
    Array.from({ length: 50 }, (_, i) => {
      const services = nodes[i % 2] ?? node()
      return submitJob(services, 'ada', { definition: mailDefinition, request, key: 'k1' })
    }),
  )
  expect(new Set(submitted.map(({ answer }) => answer.id)).size).toBe(1)
  expect(submitted.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(await jobs()).toEqual([submitted[0]?.answer.id])
  expect(await readdir(join(dataDir, 'uploads'))).toHaveLength(1)
})

test('[G2] the same key with another body is refused and makes no job', async () => {
  const { node, jobs } = await start()
  const services = node()
  const { answer } = await submitJob(services, 'ada', mail('ada', 'k1'))
  for (const other of [mail('bob', 'k1'), mail('ada', 'k1', { priority: 1 }), mail('ada', 'k1', { type: 'other' })]) {
    await expect(submitJob(services, 'ada', other)).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  }
  expect(await jobs()).toEqual([answer.id])
  expect(await jobs('other')).toEqual([])
})

test('a key whose input was wrong can be used for the corrected one', async () => {
  const { node, jobs } = await start()
  const services = node()
  await expect(submitJob(services, 'ada', mail('', 'k1'))).rejects.toMatchObject({ code: 'payload_invalid' })
  const { answer, replayed } = await submitJob(services, 'ada', mail('ada', 'k1'))
  expect(replayed).toBe(false)
  expect(await jobs()).toEqual([answer.id])
})

test('[G2] while nobody knows what became of the first, a repetition is told to come back', async () => {
  const { node, jobs } = await start()
  const services = node()
  const { request } = mail('ada')
  await services.idempotency.begin([{ principal: 'ada', key: 'k1', request: requestDigest(request) }])
  await expect(submitJob(services, 'ada', mail('ada', 'k1'))).rejects.toMatchObject({ code: 'idempotency_busy' })
  expect(await jobs()).toEqual([])
})

test('without a key every submit is a job', async () => {
  const { node, jobs } = await start()
  await submitJob(node(), 'ada', mail('ada'))
  await submitJob(node(), 'ada', mail('ada'))
  expect(await jobs()).toHaveLength(2)
})

test('what was asked for is on the job: when it runs, before whom, and its tags', async () => {
  const { node, reader, queues } = await start()
  const before = Date.now()
  const asked = { delayMs: 60_000, priority: 5, tags: ['acme', 'acme', 'urgent'] }
  const { answer } = await submitJob(node(), 'ada', mail('later', undefined, asked))
  expect(answer).toMatchObject({ state: 'pending', reason: 'scheduled' })
  const [job] = (await reader.jobs('mail', [answer.id.slice(5)])).jobs
  expect(job).toMatchObject({ state: 'pending', reason: 'scheduled', tags: ['acme', 'urgent'], label: 'later' })
  expect(job?.state === 'pending' && job.nextRunAt).toBeGreaterThanOrEqual(before + 60_000)
  expect((await queues.get('mail').getJob(answer.id.slice(5)))?.priority).toBe(5)
})

test('jobs without a priority, or with 0, come before those with one, and 1 comes before 2', async () => {
  const { node, reader } = await start()
  const places = new Map<string, number>()
  for (const priority of [2, 1, undefined, 0]) {
    const { answer } = await submitJob(node(), 'ada', mail(`priority ${priority}`, undefined, { priority }))
    places.set(answer.id.slice(5), 0)
  }
  const { jobs } = await reader.jobs('mail', [...places.keys()])
  const inLine = jobs.toSorted((a, b) => position(a) - position(b)).map(({ label }) => label)
  expect(inLine).toEqual(['priority undefined', 'priority 0', 'priority 1', 'priority 2'])
})
const position = (job: object) => ('position' in job ? Number(job.position) : Number.NaN)

test('[I10] of many that are submitted together a bad one harms only itself', async () => {
  const { node, jobs } = await start()
  const services = node()
  await submitJob(services, 'ada', mail('old', 'used'))
  const outcomes = await submitJobs(services, 'ada', [
    mail('a', 'k1'),
    mail(''),
    mail('b', undefined, { type: 'other' }),
    mail('not old', 'used'),
    mail('old', 'used'),
    mail('a', 'k1'),
    mail('c', 'k1'),
  ])
  expect(outcomes).toMatchObject([
    { answer: {}, replayed: false },
    { error: { code: 'payload_invalid' } },
    { answer: {}, replayed: false },
    { error: { code: 'idempotency_mismatch' } },
    { answer: {}, replayed: true },
    { answer: {}, replayed: true },
    { error: { code: 'idempotency_mismatch' } },
  ])
  const ids = outcomes.map((outcome) => ('answer' in outcome ? outcome.answer.id : undefined))
  expect(ids[5]).toBe(ids[0])
  expect((await jobs()).toSorted()).toEqual([ids[0], ids[4]].toSorted())
  expect(await jobs('other')).toEqual([ids[2]])
})

test('a thousand jobs take one round trip for their keys and one for each queue', async () => {
  const { redis, node } = await start()
  const services = node()
  await submitJobs(services, 'ada', [mail('first', 'k0')])
  const written = vi.spyOn(redis.stream, 'write')
  const many = Array.from({ length: 1_000 }, (_, i) => mail(`to ${i}`, i % 2 ? `k${i}` : undefined))
  const outcomes = await submitJobs(services, 'ada', many)
  expect(outcomes.every((outcome) => 'answer' in outcome)).toBe(true)
  expect(written.mock.calls.length).toBeLessThanOrEqual(4)
})
