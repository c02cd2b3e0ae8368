import { checkJobs } from './check-jobs.ts'
import { checkLogs, checkUsage, usageOf } from './check-processes.ts'
import { checkCatchUp, checkViews } from './check-views.ts'
import { BrokenPromiseError, type Scenario } from './scenario.ts'
import type { StackOptions } from './stack.ts'
import { waitUntil } from './wait-until.ts'
import { World } from './world.ts'

export interface Outcome {
  scenario: Scenario
  /** Promises that were broken; none means all is well. */
  violations: string[]
  measures: string[]
  tookMs: number
}

/** How long jobs may take to end after the fault: a lost lock is noticed after 30 s, and retries wait. */
const settleWithinMs = 75_000

/** Runs one scenario on a stack of its own and then checks everything that must hold whatever happened. */
export async function runScenario(scenario: Scenario, options: StackOptions): Promise<Outcome> {
  const from = performance.now()
  const world = await World.open(scenario, options)
  try {
    const violations = await live(world, scenario)
    return { scenario, violations, measures: world.measures, tookMs: performance.now() - from }
  } finally {
    await world.close()
  }
}

async function live(world: World, scenario: Scenario): Promise<string[]> {
  const { stack, load } = world
  const violations: string[] = []
  const note = (error: unknown) => {
    // A wait that was in vain is a promise broken as well: each scenario waits only for what must come.
    violations.push(error instanceof BrokenPromiseError ? error.message : String(error))
  }
  load.start(scenario.perSecond ?? 6)
  await waitUntil('Load', () => load.acked.size >= 5, 20_000)
  const before = usageOf(stack)
  await scenario.run(world).catch(note)
  stack.heal()
  violations.push(...(await checkCatchUp(world).catch((error) => [`C4 ${String(error)}`])))
  await load.stop()
  if (!scenario.leavesUnfinished) {
    await waitUntil('The end of all jobs', async () => (await world.unfinished()) === 0, settleWithinMs, 100).catch(
      note,
    )
  }
  violations.push(...(await checkViews(world).catch((error) => [`C4 ${String(error)}`])))
  violations.push(...(await checkJobs(world, scenario).catch((error) => [`C1 ${String(error)}`])))
  violations.push(...world.everybody.flatMap((browser) => browser.violations), ...load.violations)
  violations.push(...(await checkUsage(stack, before)), ...checkLogs(stack, scenario))
  const { acked, unknown, refused } = load
  const resets = world.everybody.flatMap(({ wire }) => wire.resets.map(({ reason }) => reason))
  const modes = world.everybody.flatMap(({ wire }) => wire.modes)
  const replays = modes.filter((mode) => mode === 'replay').length
  world.measures.push(`${acked.size} accepted, ${refused} refused, ${unknown} unknown`)
  world.measures.push(`${modes.length - replays} snapshots, ${replays} replays, resets: ${resets.join(' ') || 'none'}`)
  return violations
}
