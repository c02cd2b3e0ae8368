import { setTimeout as wait } from 'node:timers/promises'
import { type BenchProcess, withProcesses } from '../measure/bench-process.ts'
import { CpuMeter } from '../measure/cpu-meter.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import type { RedisMeter } from '../measure/redis-meter.ts'
import type { BoardSystem, BoardsRun } from './boards-result.ts'

export interface BoardsOptions {
  prefix: string
  queues: readonly string[]
  reportEveryMs: number
  seconds: number
  redis: RedisMeter
  /** How many boards are open, one measurement after the other. */
  boards: readonly number[]
}

/** Everybody has opened the page by then, and looked at it once. */
const settleMs = 6_000
/** How many of the viewers are looked at. */
const lookedAt = 20

/** Runs one system with more and more viewers, under a load that stays the same. */
export function measureBoards(system: BoardSystem, options: BoardsOptions): Promise<BoardsRun[]> {
  const { prefix, queues, reportEveryMs, boards } = options
  const isWaybill = system === 'Waybill'
  return withProcesses(async (start) => {
    await start('boards/load.ts', [prefix, queues.length, reportEveryMs])
    const program = isWaybill ? 'servers/waybill-server.ts' : 'boards/bull-board-server.ts'
    const server = await start(program, [prefix, queues.join(',')])
    const url = `http://127.0.0.1:${await server.ask('port')}`
    const viewersProgram = isWaybill ? 'boards/waybill-viewers.ts' : 'boards/bull-board-viewers.ts'
    const runs: BoardsRun[] = []
    for (const count of boards) {
      const viewers = await start(viewersProgram, [url, count, lookedAt, queues.join(',')])
      runs.push({ system, boards: count, ...(await measure(server, viewers, options)) })
      await viewers.stop()
    }
    return runs
  })
}

async function measure(
  server: BenchProcess,
  viewers: BenchProcess,
  { seconds, redis }: BoardsOptions,
): Promise<Omit<BoardsRun, 'system' | 'boards'>> {
  await wait(settleMs)
  const cpu = new CpuMeter([server.pid])
  await viewers.ask('polls')
  await viewers.ask('start')
  const before = await redis.read()
  cpu.start()
  await wait(seconds * 1_000)
  const after = await redis.read()
  const [serverCores = 0] = cpu.stop()
  const polls = await viewers.ask<number | undefined>('polls')
  const ages = new LatencyHistogram(await viewers.ask<number[]>('ages')).read()
  return {
    commandsPerSecond: (after.commands - before.commands) / seconds,
    serverCores,
    redisCores: (after.cpuSeconds - before.cpuSeconds) / seconds,
    ...(ages && { age: { mean: ages.mean, p95: ages.p95 } }),
    ...(polls !== undefined && { pollsPerSecond: polls / seconds }),
  }
}
