import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { parseJobId } from '#core/job-id.ts'
import { promise, type Scenario } from '../scenario.ts'
import { waitUntil } from '../wait-until.ts'
import type { World } from '../world.ts'

/** Reports progress as any worker can, also one that has lost its job. */
async function reportAs(world: World, id: string, reports: readonly object[]): Promise<void> {
  const connection = { host: '127.0.0.1', port: world.stack.redis.port }
  const queue = new Queue('rehearsal', { connection, skipMetasUpdate: true })
  try {
    const job = await queue.getJob(parseJobId(id)?.id ?? '')
    await Promise.all(reports.map((report) => job?.updateProgress(report)))
  } finally {
    await queue.close()
  }
}

/** Data in Redis that the product did not write, or wrote too late. */
export const badData: Scenario[] = [
  {
    id: 'F3b',
    title: 'a worker that lost its job goes on reporting: its bar is never shown',
    bounded: true,
    extraRuns: 1,
    async run(world) {
      const id = await world.submit({ steps: 60, stepMs: 80, failAtStep: 2, failAttempts: 1 })
      await world.see('A second attempt', id, (job) => job.attempt.current === 2 && job.state === 'running')
      const message = 'from the dead'
      const zombie = { v: 1, attempt: 1, seq: 900, percent: 99, message, stages: [] }
      for (let time = 1; time <= 30; time++) {
        await reportAs(world, id, [zombie])
        await sleep(30) // between two reports of the living
      }
      await world.see('The next report of the living', id, (job) => (job.progress.current ?? 0) >= 20)
      const shown = world.browsers.some(({ watched }) => watched.some(({ trail }) => trail.messages.has(message)))
      promise(!shown, 'C3 The bar of a worker that lost its job was shown.')
    },
  },
  {
    id: 'F22',
    title: 'a job reports without end: a browser gets the last of it, and far fewer messages',
    bounded: true,
    async run(world) {
      const id = await world.submit({ steps: 2, stepMs: 4_000 })
      await world.see('The start', id, (job) => job.state === 'running')
      const [browser] = world.browsers
      const key = `${id} progressed`
      const before = browser.wire.events.get(key) ?? 0
      const reports = Array.from({ length: 4_000 }, (_, i) => ({ percent: i / 100, message: `report ${i + 1}` }))
      const from = performance.now()
      await reportAs(world, id, reports)
      await world.see('The last report', id, (job) => job.progress.message === 'report 4000')
      const seconds = (performance.now() - from) / 1_000
      const got = (browser.wire.events.get(key) ?? 0) - before
      world.measures.push(`${got} updates of ${reports.length} reports in ${seconds.toFixed(1)} s`)
      // Three watches of browser 1 show the job, each at most every 50 ms.
      promise(got <= 3 * (20 * seconds + 4), `A browser got ${got} updates of one bar in ${seconds.toFixed(1)} s.`)
    },
  },
  {
    id: 'F31',
    title: 'the hash of a job is corrupted: its card says so, and all others go on',
    leavesUnfinished: true,
    async run(world) {
      const id = await world.submit({ steps: 2, stepMs: 20, title: 'Corrupted' }, 3_600_000)
      await world.see('The card', id, (job) => job.state === 'pending')
      await world.redis.hset(world.key(id), 'data', '{bad', 'opts', '{bad', 'progress', '{bad')
      const other = await world.submit({ steps: 4, stepMs: 50 })
      await world.see('The end of another job', other, (job) => job.state === 'success')
      const [fresh] = await world.freshJobs([id, other])
      promise(fresh !== undefined, 'The corrupt job is not shown at all.')
    },
  },
  {
    id: 'F32',
    title: 'the event stream holds garbage: it is skipped, and the next event is delivered',
    bounded: true,
    async run(world) {
      const events = world.key('events')
      const garbage = [
        ['event', 'progress', 'jobId', 'nobody'],
        ['event', 'progress', 'jobId', 'nobody', 'data', '{bad'],
        ['event', 'completed', 'jobId', 'nobody', 'returnvalue', '{bad'],
        ['event', '__proto__', 'jobId', '__proto__'],
        ['event', 'error', 'jobId', 'x'.repeat(10_000)],
        ['jobId', '<img src=x>'],
        ['nothing', ''],
      ]
      for (const fields of garbage) await world.redis.xadd(events, '*', ...fields)
      const id = await world.submit({ steps: 4, stepMs: 50 })
      await reportAs(world, id, [Object.assign([], { x: 1 }), { percent: 'half' }, { percent: -5 }])
      await world.see('The end of a job', id, (job) => job.state === 'success')
      await waitUntil('A quiet connection', () => world.browsers.every(({ transport }) => transport.connectedAt), 5_000)
      const thrown = world.browsers.flatMap(({ wire }) => wire.resets)
      promise(thrown.length === 0, `Garbage in one queue made views start anew: ${JSON.stringify(thrown)}`)
    },
  },
]
