import { randomUUID } from 'node:crypto'
import { type BoardsRun, boardSystems } from './boards/boards-result.ts'
import { measureBoards } from './boards/measure-boards.ts'
import { benchSettings } from './measure/bench-settings.ts'
import { RedisMeter } from './measure/redis-meter.ts'
import { writeResult } from './measure/write-result.ts'

/** What open boards cost Redis, and how old what they show is: Waybill and Bull Board. */
// Whole rounds of polling, so that none is counted by chance.
const { redisUrl, seconds } = benchSettings({ seconds: 10, repeats: 1 })
const queues = Array.from({ length: 10 }, (_, i) => `q${i}`)
const reportEveryMs = 250
const redis = new RedisMeter(redisUrl)
const runs: BoardsRun[] = []
for (const system of boardSystems) {
  const prefix = `bench-${randomUUID()}`
  const boards = [0, 1, 100, 500]
  for (const run of await measureBoards(system, { prefix, queues, reportEveryMs, seconds, redis, boards })) {
    runs.push(run)
    console.log(
      `${system.padEnd(10)} × ${String(run.boards).padStart(3)}   ${Math.round(run.commandsPerSecond)} commands/s   ` +
        `cores: server ${run.serverCores.toFixed(2)}, Redis ${run.redisCores.toFixed(2)}   ` +
        `${run.age ? `shown is ${Math.round(run.age.mean)} ms old, p95 ${run.age.p95}` : ''}` +
        `${run.pollsPerSecond === undefined ? '' : `   ${run.pollsPerSecond.toFixed(1)} polls/s`}`,
    )
  }
}
redis.close()
await writeResult('boards', { seconds, queues: queues.length, reportEveryMs, runs })
