import { expect, test } from 'vitest'
import { namedScenarios } from './named-scenarios.ts'
import { runScenario } from './run-scenario.ts'

const bounded = namedScenarios.filter((scenario) => scenario.bounded)

// Each has processes of its own, so as many run at a time as the machine can carry.
test.concurrent.each(bounded.map((scenario) => [scenario.id, scenario.title, scenario] as const))(
  '%s %s',
  async (_id, _title, scenario) => {
    const { violations } = await runScenario(scenario, {
      root: process.cwd(),
      redisCommand: process.env.CHAOS_REDIS ?? 'redis-server',
    })
    expect(violations).toEqual([])
  },
)
