import type { Job } from '#core/job.ts'
import { promise, type Scenario } from '../scenario.ts'
import { waitUntil } from '../wait-until.ts'
import type { World } from '../world.ts'

const isFlagged = (job: Job) => job.flags.includes('workerLost')

/** Jobs that are all running and somewhat on their way; more than one worker can hold. */
async function runningJobs(world: World): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: 8 }, () => world.submit({ steps: 100, stepMs: 80 })))
  for (const id of ids) await world.see('Progress', id, (job) => (job.progress.percent ?? 0) >= 5)
  return ids
}

/** Harm to the processes that run the jobs. */
export const workerFaults: Scenario[] = [
  {
    id: 'F1',
    title: 'a worker is killed in the middle of its jobs: that is shown, and they run again',
    extraRuns: 1,
    perSecond: 1,
    async run(world) {
      const ids = await runningJobs(world)
      const from = performance.now()
      const took = () => Math.round(performance.now() - from)
      await world.stack.workers[0]?.process.kill()
      const flagged = () => ids.some((id) => world.shown(id)?.flags.includes('workerLost'))
      await waitUntil('The word that a worker is lost', flagged, 10_000)
      world.measures.push(`shown as lost after ${took()} ms`)
      const again = () => ids.some((id) => world.shown(id)?.attempt.current === 2)
      await waitUntil('A second attempt', again, 40_000)
      world.measures.push(`running again after ${took()} ms`)
    },
  },
  {
    id: 'F2',
    title: 'a worker is asked to stop: it ends or gives back its jobs, and none is lost',
    bounded: true,
    extraRuns: 1,
    async run(world) {
      const [worker] = world.stack.workers
      const from = performance.now()
      await worker?.process.kill('SIGTERM')
      const took = Math.round(performance.now() - from)
      world.measures.push(`stopped after ${took} ms`)
      promise(took < 25_000, `The worker took ${took} ms to stop.`)
    },
  },
  {
    id: 'F3',
    title: 'a worker is blocked past its lock: its jobs run elsewhere, and what it says late is ignored',
    // Every attempt is blocked, on the other worker too.
    extraRuns: 2,
    perSecond: 1,
    async run(world) {
      const id = await world.submit({ steps: 10, stepMs: 100, blockAtStep: 5, blockMs: 60_000 })
      await world.see('The start of the block', id, (job) => (job.progress.percent ?? 0) >= 30)
      const again = await world.see('A second attempt', id, (job) => job.attempt.current === 2, 60_000)
      promise((again.progress.percent ?? 0) < 40, 'The bar of the second attempt did not begin anew.')
      await world.see('The end', id, (job) => job.state === 'success' || job.state === 'failure', 90_000)
    },
  },
  {
    id: 'F30',
    title: 'a job that kills its worker ends as a failure after two crashes, and the others go on',
    respawnWorkers: true,
    extraRuns: 2,
    perSecond: 1,
    async run(world) {
      const id = await world.submit({ steps: 4, stepMs: 100, exitAtStep: 2, exitAttempts: 100 })
      const ended = await world.see('The end of the poison job', id, (job) => job.state === 'failure', 90_000)
      promise(
        ended.state === 'failure' && ended.reason === 'worker-lost',
        `It ended because of ${JSON.stringify(ended)}.`,
      )
      const deaths = world.stack.workers.reduce((sum, { process }) => sum + process.deaths, 0)
      promise(deaths === 2, `It killed ${deaths} workers.`)
    },
  },
  {
    id: 'F33',
    title: 'all workers are gone: that is shown, jobs wait, and none is lost',
    extraRuns: 1,
    perSecond: 2,
    leavesUnfinished: true,
    async run(world) {
      const ids = await runningJobs(world)
      await Promise.all(world.stack.workers.map(({ process }) => process.kill()))
      await waitUntil(
        'The word that no worker is there',
        () => ids.some((id) => isFlagged(world.shown(id) as Job)),
        15_000,
      )
      const id = await world.submit({ steps: 2, stepMs: 50 })
      await world.see('A job in line', id, (job) => job.state === 'pending')
    },
  },
]
