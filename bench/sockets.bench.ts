import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeResult } from './measure/write-result.ts'
import { measureSockets } from './sockets/measure-sockets.ts'
import type { SocketsRun } from './sockets/sockets-result.ts'

/** Ten thousand watchers of one server process: connecting at once, their memory, and coming back after it died. */
const wanted = Number(process.env.BENCH_SOCKETS ?? 10_000)
// Node.js raises the soft limit of open files to the hard one by itself; beyond that only the system's owner can.
const limit = Number(execFileSync('sh', ['-c', 'ulimit -Hn']).toString().replace('unlimited', 'Infinity'))
const sockets = Math.min(wanted, limit - 500)
const limitedBy = sockets < wanted ? `a process may open only ${limit} files here, so ${wanted} do not fit` : undefined
const runs: SocketsRun[] = []
for (const shape of [
  { watching: 'board', jobs: 20 },
  { watching: 'job', jobs: 1_000 },
] as const) {
  const run = await measureSockets({ ...shape, sockets }, `bench-${randomUUID()}`)
  runs.push(run)
  console.log(
    `${run.watching.padEnd(5)} × ${run.sockets}   all there after ${inSeconds(run.stormMs)}   ` +
      `${(run.rssPerSocket / 1_000).toFixed(1)} KB each (heap ${(run.heapPerSocket / 1_000).toFixed(1)})   ` +
      `a change reaches all in ${Math.round(run.spreadMs)} ms   server away ${inSeconds(run.awayMs)}, all back after ${inSeconds(run.backMs)} more   ` +
      `healed p50 ${run.healed.p50} ms  p99 ${run.healed.p99}  max ${run.healed.max}`,
  )
}
await writeResult('sockets', { limitedBy, runs })

function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}
