import { parseArgs } from 'node:util'
import { mutations } from './mutations.ts'
import { namedScenarios } from './named-scenarios.ts'
import { randomScenario } from './random-scenario.ts'
import { runMutations } from './run-mutations.ts'
import { type Outcome, runScenario } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'
import type { StackOptions } from './stack.ts'

const options = {
  only: { type: 'string' },
  bounded: { type: 'boolean' },
  random: { type: 'string' },
  seed: { type: 'string' },
  runs: { type: 'string' },
  mutations: { type: 'boolean' },
} as const

type Wanted = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** Runs what the arguments ask for, in the current folder; resolves to the exit code. */
export async function runChaos(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({ args, options })
  const stack: StackOptions = {
    root: process.cwd(),
    redisCommand: env.CHAOS_REDIS ?? 'redis-server',
    webProgram: env.CHAOS_WEB_PROGRAM,
  }
  if (values.mutations) return runMutations(mutations, stack)
  const failed: Outcome[] = []
  for (const scenario of wantedScenarios(values)) {
    const outcome = await runScenario(scenario, stack)
    report(outcome)
    if (outcome.violations.length > 0) failed.push(outcome)
  }
  if (failed.length === 0) return 0
  console.log(`${failed.length} failed: ${failed.map(({ scenario }) => scenario.id).join(', ')}`)
  return 1
}

function wantedScenarios({ only, bounded, random, seed, runs }: Wanted): readonly Scenario[] {
  const ids = only?.split(',')
  const named = namedScenarios.filter(({ id, ...scenario }) => (ids ? ids.includes(id) : !bounded || scenario.bounded))
  if (ids && named.length !== ids.length) throw new Error(`Not all of ${only} are scenarios.`)
  if (ids || bounded) return named
  const isReplay = seed !== undefined || random !== undefined
  const count = Number(runs ?? random ?? (seed === undefined ? 20 : 1))
  const first = Number(seed ?? Math.floor(Math.random() * 1_000_000))
  const schedules = Array.from({ length: count }, (_, i) => randomScenario(first + i))
  return isReplay ? schedules : [...named, ...schedules]
}

function report({ scenario, violations, measures, tookMs }: Outcome): void {
  const mark = violations.length === 0 ? '✓' : '✗'
  console.log(`${mark} ${scenario.id} ${scenario.title} (${(tookMs / 1_000).toFixed(1)} s)`)
  for (const measure of measures) console.log(`    ${measure}`)
  const shown = [...new Set(violations)]
  for (const violation of shown.slice(0, 12)) console.log(`    BROKEN ${violation.slice(0, 900)}`)
  if (shown.length > 12) console.log(`    … and ${shown.length - 12} more`)
}
