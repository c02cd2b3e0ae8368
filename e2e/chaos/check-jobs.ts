import { readFresh } from './read-fresh.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

/** C1: whatever was answered with 202 is there. C6: no job ran more often than it lost workers. */
export async function checkJobs(world: World, { extraRuns = 0, lostHandouts = 0 }: Scenario): Promise<string[]> {
  const ids = [...world.load.acked]
  const violations: string[] = []
  const mostRuns = 1 + extraRuns
  const mostAttempts = mostRuns + lostHandouts
  for (let from = 0; from < ids.length; from += 900) {
    const some = ids.slice(from, from + 900)
    const [fresh] = await readFresh(world.stack.healthyWeb.directUrl, [{ kind: 'jobs', ids: some }])
    for (const id of some) {
      const job = fresh?.state.jobs.get(id)
      if (!job) violations.push(`C1 ${id} was accepted and is not there.`)
      else if (job.attempts.length > mostRuns) violations.push(`C6 ${id} ran ${job.attempts.length} times.`)
      else if (job.attempt.current > mostAttempts) {
        violations.push(`C6 ${id} was handed out ${job.attempt.current} times.`)
      }
    }
  }
  for (const browser of world.everybody) {
    for (const { trail } of browser.watched) {
      for (const [id, attempt] of trail.attempts) {
        if (attempt > mostAttempts) violations.push(`C6 ${browser.name} showed ${id} in attempt ${attempt}.`)
      }
    }
  }
  return violations
}
