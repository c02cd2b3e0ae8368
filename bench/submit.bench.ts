import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { newJobId } from '#core/job-id.ts'
import { credentials } from '../e2e/credentials.ts'
import { startWaybill } from '../e2e/start-waybill.ts'
import { benchSettings } from './measure/bench-settings.ts'
import { writeResult } from './measure/write-result.ts'
import type { SubmitRun, SubmitWay } from './submit/submit-result.ts'

/** How many jobs a second come in over HTTP, beside BullMQ alone on the same Redis. Nobody runs them: that is another measurement. */
const { redisUrl, seconds } = benchSettings({ seconds: 6, repeats: 1 })
const connections = 50
const batchSize = 1_000

const input = { title: 'Measured', steps: 3, stepMs: 10 }
const job = { type: 'rehearsal', input, tags: ['bench'] }

/** Calls `once` again and again, `lanes` at a time, each call making `jobs` jobs. */
async function measure(what: SubmitWay, lanes: number, jobs: number, once: () => Promise<void>): Promise<SubmitRun> {
  const times: number[] = []
  const repeat = async (until: number) => {
    while (performance.now() < until) {
      const before = performance.now()
      await once()
      times.push(performance.now() - before)
    }
  }
  const inLanes = (ms: number) => Promise.all(Array.from({ length: lanes }, () => repeat(performance.now() + ms)))
  // What is compiled and opened at the first calls is no part of the rate.
  await inLanes(2_000)
  times.length = 0
  const start = performance.now()
  await inLanes(seconds * 1_000)
  return report(what, times, jobs, (performance.now() - start) / 1_000)
}

function report(what: SubmitWay, times: readonly number[], jobs: number, took: number): SubmitRun {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  const run = { what, jobsPerSecond: Math.round((times.length * jobs) / took), p50: at(0.5), p99: at(0.99) }
  const rate = String(run.jobsPerSecond).padStart(7)
  console.log(`${what.padEnd(34)} ${rate} jobs/s   p50 ${run.p50} ms   p99 ${run.p99} ms`)
  return run
}

/** Sends `perSecond` submits a second whatever the answers do, as people would: how long each waits. */
async function pace(what: SubmitWay, perSecond: number, once: () => Promise<void>): Promise<SubmitRun> {
  const sending: Promise<number>[] = []
  const start = performance.now()
  while (performance.now() - start < seconds * 1_000) {
    const due = ((performance.now() - start) / 1_000) * perSecond
    while (sending.length < due) {
      // From when it was due: what waits for a connection waits as well.
      const before = start + (sending.length / perSecond) * 1_000
      sending.push(once().then(() => performance.now() - before))
    }
    await pause(2)
  }
  return report(what, await Promise.all(sending), 1, (performance.now() - start) / 1_000)
}

const agent = new Agent({ keepAlive: true, maxSockets: connections })

function post(url: string, body: string, headers: Record<string, string> = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent,
      headers: { 'Content-Type': 'application/json', ...credentials, ...headers },
    }
    const call = request(url, options, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 202) resolve()
        else reject(new Error(`A submit was answered with ${response.statusCode}.`))
      })
    })
    call.on('error', reject).end(body)
  })
}

const redis = new Redis(redisUrl, { maxRetriesPerRequest: null })
const queue = new Queue('bench-bare', { connection: redis, skipMetasUpdate: true })
const waybill = await startWaybill({ env: { REDIS_URL: redisUrl, WAYBILL_ROLE: 'web' } })
try {
  const jobs = `${waybill.url}/api/jobs`
  const single = JSON.stringify(job)
  const batch = JSON.stringify({ jobs: Array(batchSize).fill(job) })
  const bare = () => ({ name: 'bench-bare', data: input, opts: { jobId: newJobId(), attempts: 4 } })
  const keyed = () => post(jobs, single, { 'Idempotency-Key': newJobId() })
  const bulk = () => Promise.all([queue.addBulk(Array.from({ length: batchSize }, bare))]).then(() => {})
  const add = () => queue.add('bench-bare', bare().data, bare().opts).then(() => {})
  const runs = [
    await measure('HTTP, one by one', connections, 1, () => post(jobs, single)),
    await pace('HTTP, 400 a second offered', 400, () => post(jobs, single)),
    await measure('HTTP, one by one, with a key', connections, 1, keyed),
    await measure('HTTP, batches of 1,000', 2, batchSize, () => post(`${jobs}/batch`, batch)),
    // Last, because idle connections to the server are closed after a few seconds.
    await measure('queue.add', connections, 1, add),
    await measure('queue.addBulk of 1,000', 2, batchSize, bulk),
  ]
  await writeResult('submit', { seconds, connections, runs })
} finally {
  agent.destroy()
  await waybill.stop()
  await queue.close()
  redis.disconnect()
}
