import { postJson } from '../post-json.ts'
import { promise, type Scenario } from '../scenario.ts'
import { waitUntil } from '../wait-until.ts'
import type { World } from '../world.ts'

/** Asks for the end of a job, as the button does. */
async function cancel(world: World, id: string): Promise<number> {
  const { status } = await postJson(`${world.stack.healthyWeb.directUrl}/api/jobs/${encodeURIComponent(id)}/cancel`, {})
  return status
}

/** Harm to jobs that somebody has cancelled. */
export const cancelFaults: Scenario[] = [
  {
    id: 'G16',
    title: 'a worker is killed while its jobs are cancelled: they end as cancelled, and are not run again',
    extraRuns: 1,
    perSecond: 1,
    async run(world) {
      const waiting = await world.submit({ steps: 2, stepMs: 50 }, 600_000)
      const scripts = Array.from({ length: 6 }, () => ({ steps: 3_000, stepMs: 100, ignoreSignal: true }))
      const ids = await Promise.all(scripts.map((script) => world.submit(script)))
      for (const id of ids) await world.see('A start', id, (job) => job.state === 'running' && job.stage !== undefined)
      // Everybody presses the button at the same time.
      const asked = [waiting, ...ids, ...ids, ...ids].map((id) => cancel(world, id))
      promise(
        (await Promise.all(asked)).every((status) => status === 202),
        'A cancel was not taken.',
      )
      for (const id of ids) await world.see('The flag', id, ({ flags }) => flags.includes('cancelling'))
      const from = performance.now()
      // The code on the other one does not care for a cancel, and is not waited for once its time is over.
      await world.stack.workers[0]?.process.kill()
      for (const id of [waiting, ...ids]) {
        const job = await world.see('The end', id, ({ state }) => state === 'failure', 60_000)
        promise(job.state === 'failure' && job.reason === 'cancelled', `It ended as ${JSON.stringify(job)}.`)
        promise(job.attempts.length === (id === waiting ? 0 : 1), `It ran ${job.attempts.length} times.`)
      }
      world.measures.push(`ended as cancelled ${Math.round(performance.now() - from)} ms after a worker was killed`)
      const next = await world.submit({ steps: 2, stepMs: 50 })
      await waitUntil('A job after that', () => world.shown(next)?.state === 'success', 30_000)
    },
  },
]
