import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { createJobSocket } from '#components/live/job-socket.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import { defineJob } from '#core/define-job.ts'
import { RedisUnavailableError } from '#core/errors.ts'
import type { Job } from '#core/job.ts'
import { parseJobId } from '#core/job-id.ts'
import { compareStreamIds } from '#core/stream-id.ts'
import { SubmitUnknownError } from '#core/submit-errors.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { startLiveness } from '#server/liveness/liveness.ts'
import { openRedis } from '#server/open-redis.ts'
import { createOpsFeed } from '#server/ops/ops-feed.ts'
import { createQueueLook } from '#server/ops/queue-look.ts'
import { type RedisPurpose, redisReady } from '#server/redis.ts'
import { createScheduleFeed } from '#server/schedules/schedule-feed.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { createSocketServer } from '#server/socket/socket-server.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startPipelineOn } from '#server/testing/start-pipeline.ts'
import { startRedisCluster } from '#server/testing/start-redis-cluster.ts'
import { admin, testOwnership } from '#server/testing/test-ownership.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { startHeartbeat } from '#workers/heartbeat.ts'
import { startWorkers } from '#workers/start-workers.ts'

/** Lies on the first node, the one that has a replica. */
const prefix = '{u0}'
const board = { kind: 'board', perState: 50 } as const
const beats = { everyMs: 200, lifeMs: 2_000 }

const task = defineJob({
  title: 'Task',
  description: 'Takes some steps; its first attempts may fail.',
  input: z.strictObject({ steps: z.int(), fails: z.int() }),
  stages: { walking: 'Walking' },
  label: ({ steps }) => `${steps} steps`,
  concurrency: 4,
  async run({ steps, fails }, { attempt, stage, progress, log }) {
    stage('walking')
    for (let i = 1; i <= steps; i += 1) {
      progress({ current: i, total: steps })
      log(`step ${i}`)
      await sleep(50)
    }
    if (attempt <= fails) throw new RangeError(`attempt ${attempt} failed`)
    return { steps }
  },
})

/** A web node, a worker and a browser, as the processes make them, on a Redis Cluster of their own. */
async function start() {
  const nodes = await startRedisCluster()
  const connect = await openRedis({ redisUrls: nodes.urls, prefix }, quietLog)
  const open = async (purpose: RedisPurpose) => {
    const redis = connect(purpose)
    onTestFinished(() => redis.disconnect())
    await redisReady(redis)
    return redis
  }
  const commands = await open('commands')
  const pipeline = await startPipelineOn(commands, prefix, ['task'])
  const liveness = startLiveness({ redis: commands, prefix, queues: ['task'], log: quietLog, ...beats })
  onTestFinished(() => liveness.close())

  const running = new Set<string>()
  const about = { name: 'test-worker', host: 'test', pid: 1, startedAt: Date.now(), types: ['task'] }
  const heartbeat = await startHeartbeat({ redis: await open('commands'), prefix, about, running, ...beats })
  onTestFinished(() => heartbeat.close())
  const paths = dataPaths(await testFolder())
  const workers = await startWorkers({
    ...{ catalogue: new Map([['task', task]]), redis: await open('worker'), prefix, paths, running, log: quietLog },
    worker: about.name,
  })
  onTestFinished(() => workers.close())

  const http = createServer()
  const { bridge, reader, tail } = pipeline
  const { workers: alive, lostWorkers } = liveness
  const look = createQueueLook(commands, prefix)
  const ops = createOpsFeed({ look, queues: ['task'], workers: alive, lostWorkers, tail, log: quietLog })
  onTestFinished(() => ops.close())
  const schedules = createScheduleFeed({ schedules: createScheduleStore(commands, prefix), reader, log: quietLog })
  onTestFinished(() => schedules.close())
  const rights = { isAllowed: () => true, authenticate: async () => admin }
  const sockets = createSocketServer({
    ...{ http, bridge, ops, schedules, ...rights, workers: liveness.workersOnline, log: quietLog },
  })
  onTestFinished(() => sockets.close())
  await once(http.listen(0, '127.0.0.1'), 'listening')
  const { port } = http.address() as AddressInfo
  const idempotency = createIdempotency(commands, prefix)
  const services = {
    queues: pipeline.queues,
    paths,
    samplesDir: '',
    idempotency,
    ownership: testOwnership(commands, prefix),
  }
  return {
    ...{ ...nodes, ...pipeline, liveness, workers, browser: openBrowser(`http://127.0.0.1:${port}`) },
    async submit(steps: number, fails = 0, key?: string): Promise<string> {
      const request = { type: 'task', input: { steps, fails } }
      return (await submitJob(services, 'anonymous', { definition: task, request, key })).answer.id
    },
    async fresh(id: string): Promise<Job | undefined> {
      const address = parseJobId(id)
      return address && (await pipeline.reader.jobs(address.queue, [address.id])).jobs[0]
    },
  }
}

/** The product's own store over a real socket, and every version of every job it showed. */
function openBrowser(url: string) {
  const schedule = (work: () => void) => {
    const timer = setTimeout(work, 0)
    return () => clearTimeout(timer)
  }
  const store = new WatchStore(createJobSocket({ url }), { schedule })
  onTestFinished(() => store.close())
  const shown = new Map<string, Job[]>()
  const job = (id: string) => store.watch(board)?.job(id)
  store.subscribe(board, () => {
    for (const each of store.watch(board)?.jobs().values() ?? []) {
      const before = shown.get(each.id) ?? []
      if (before.at(-1) !== each) shown.set(each.id, [...before, each])
    }
  })
  return {
    shown,
    job,
    until: (id: string, holds: (job: Job) => boolean, timeout = 10_000) =>
      vi.waitFor(() => expect(job(id)).toSatisfy((found?: Job) => found !== undefined && holds(found)), { timeout }),
  }
}

const unversioned = (job: Job | undefined) => job && { ...job, version: '' }

test('[I6] on a Redis Cluster a job is submitted, run, watched to its failure, retried and watched to its success', async () => {
  const { submit, fresh, browser, liveness, queues, reader, tombstones } = await start()
  await vi.waitFor(() => expect(liveness.workersOnline()).toBe(1), 5_000)
  const [id, failing] = [await submit(3, 0, 'a key'), await submit(1, 1)]
  expect(await submit(3, 0, 'a key')).toBe(id)
  await browser.until(id, ({ state }) => state === 'success')
  await browser.until(failing, ({ state }) => state === 'failure')
  expect(browser.job(failing)).toMatchObject({ error: { message: 'attempt 1 failed' }, worker: undefined })

  const address = parseJobId(failing)
  if (!address) throw new Error('What was submitted has no id.')
  await retryJob({ queues, reader, tombstones }, address)
  await browser.until(failing, ({ state }) => state === 'success')
  expect(browser.job(failing)).toMatchObject({ attempt: { current: 2 }, attempts: [{ number: 1 }, { number: 2 }] })
  for (const each of [id, failing]) {
    const read = await fresh(each)
    await vi.waitFor(() => expect(unversioned(browser.job(each))).toEqual(unversioned(read)))
  }
})

test('[G7] [I8] jobs run on through a failover, and what is shown converges without going back', async () => {
  const { submit, fresh, browser, replica } = await start()
  const ids = await Promise.all([submit(40), submit(40, 1), submit(5), submit(5)])
  await browser.until(ids[0], ({ state, progress }) => state === 'running' && progress.percent !== null)
  await replica.redis.cluster('FAILOVER')
  await vi.waitFor(async () => expect(await replica.redis.info('replication')).toContain('role:master'), 5_000)
  const later = await vi.waitFor(() => submit(1), { timeout: 5_000, interval: 100 })
  for (const id of [...ids, later]) await browser.until(id, ({ state }) => state === 'success' || state === 'failure')
  for (const id of [...ids, later]) {
    const read = await fresh(id)
    expect(read).toMatchObject({ attempt: { current: 1 }, flags: [] })
    await vi.waitFor(() => expect(unversioned(browser.job(id))).toEqual(unversioned(read)))
    const seen = browser.shown.get(id) ?? []
    for (const [i, { version, attempt }] of seen.entries()) {
      const before = seen[i - 1]
      if (!before) continue
      expect(compareStreamIds(version, before.version)).toBeGreaterThanOrEqual(0)
      expect(attempt.current).toBeGreaterThanOrEqual(before.attempt.current)
    }
  }
})

test.each(['kill', 'pause'] as const)(
  '[G7] [G15] when the node of the queues is lost (%s) submits are refused in time, and all goes on at its replica',
  async (how) => {
    const { submit, fresh, browser, primaries } = await start()
    const before = await submit(1)
    await browser.until(before, ({ state }) => state === 'success')
    // Ends while nobody can be told.
    const during = await submit(20)
    await browser.until(during, ({ progress }) => progress.percent !== null)
    const [lost] = primaries
    await lost?.server[how]()
    const answered: number[] = []
    let after: string | undefined
    while (after === undefined) {
      const askedAt = performance.now()
      after = await submit(2).catch((error: unknown) => {
        expect([RedisUnavailableError, SubmitUnknownError].some((known) => error instanceof known)).toBe(true)
        return undefined
      })
      answered.push(performance.now() - askedAt)
    }
    expect(answered.length).toBeGreaterThan(1)
    // 2.5 s where nothing else happens; here other tests run beside it.
    expect(Math.max(...answered)).toBeLessThan(10_000)
    for (const id of [before, during, after]) {
      await browser.until(id, ({ state }) => state === 'success')
      const read = await fresh(id)
      expect(read).toMatchObject({ attempt: { current: 1 }, flags: [] })
      await vi.waitFor(() => expect(unversioned(browser.job(id))).toEqual(unversioned(read)))
    }
  },
)
