import { setTimeout as sleep } from 'node:timers/promises'
import type { ChaosProcess } from './chaos-process.ts'
import { type FaultKind, type PlannedFault, scheduleOf } from './random-schedule.ts'
import type { Scenario } from './scenario.ts'
import type { Fault, TcpProxy } from './tcp-proxy.ts'
import type { World } from './world.ts'

type Harm = (world: World, fault: PlannedFault) => Promise<void>

const onWay =
  (way: (world: World, node: 0 | 1) => TcpProxy | undefined, fault: Fault): Harm =>
  async (world, plan) => {
    way(world, plan.node)?.set(fault)
    await sleep(plan.lastsMs)
    way(world, plan.node)?.set()
  }
const toBrowsers = (world: World, node: 0 | 1) => world.stack.webs[node]?.fromBrowsers
const toRedis = (world: World, node: 0 | 1) => world.stack.webs[node]?.toRedis

const paused =
  (which: (world: World, node: 0 | 1) => ChaosProcess | undefined): Harm =>
  async (world, plan) => {
    which(world, plan.node)?.pause()
    await sleep(plan.lastsMs)
    which(world, plan.node)?.resume()
  }
const killed =
  (which: (world: World, node: 0 | 1) => ChaosProcess | undefined, signal: NodeJS.Signals = 'SIGKILL'): Harm =>
  async (world, plan) => {
    const process = which(world, plan.node)
    // Another fault of the schedule may have it down already.
    if (!process?.isHealthy) return
    await process.kill(signal)
    await sleep(plan.lastsMs)
    await process.start()
  }
const web = ({ stack }: World, node: 0 | 1) => stack.webs[node]?.process
const worker = ({ stack }: World, node: 0 | 1) => stack.workers[node]?.process
const redis = ({ stack }: World) => stack.redis.process

const harms: Record<FaultKind, Harm> = {
  'cut browsers': async (world, { node }) => toBrowsers(world, node)?.cut(),
  'blackhole browsers': onWay(toBrowsers, { blackhole: true }),
  'cut redis': async (world, { node }) => toRedis(world, node)?.cut(),
  'blackhole redis': onWay(toRedis, { blackhole: true }),
  slices: onWay(toBrowsers, { sliceBytes: 16 }),
  latency: onWay(toRedis, { latencyMs: 150 }),
  'pause web': paused(web),
  'kill web': killed(web),
  'pause worker': paused(worker),
  'kill worker': killed(worker),
  'stop worker': killed(worker, 'SIGTERM'),
  'pause redis': paused(redis),
  'kill redis': killed(redis),
  // A stream that is full loses its oldest entries, at worst before they were read.
  'trim stream': async ({ redis: client, key }) =>
    void (await client.xtrim(key('events'), 'MAXLEN', 5).catch(() => {})),
}

/** The scenario a seed stands for: several faults that overlap as they like. */
export function randomScenario(seed: number): Scenario {
  const schedule = scheduleOf(seed)
  const count = (...kinds: readonly FaultKind[]) => schedule.filter(({ kind }) => kinds.includes(kind)).length
  return {
    id: `seed ${seed}`,
    title: schedule
      .map(({ atMs, kind, node, lastsMs }) => `${atMs} ms ${kind} ${node + 1} for ${lastsMs} ms`)
      .join(', '),
    extraRuns: count('kill worker', 'stop worker'),
    lostHandouts: count('kill redis'),
    async run(world) {
      await Promise.all(
        schedule.map(async (plan) => {
          await sleep(plan.atMs)
          await harms[plan.kind](world, plan)
        }),
      )
    },
  }
}
