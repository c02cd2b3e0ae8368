import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How old an update is when it reaches the socket, and what it costs the server, beside the recipe most examples show. */
interface Run {
  mode: 'waybill' | 'naive'
  rate: number
  watchers: number
  updates: number
  p50: number
  p95: number
  p99: number
  max: number
  cpuSeconds: number
  /** Server CPU for each update a browser received, in microseconds. */
  microsPerUpdate: number
}

const seconds = Number(process.env.BENCH_SECONDS ?? 6)
const shapes = [
  [20, 1],
  [500, 1],
  [500, 100],
  [2_000, 100],
] as const

async function start(script: string, args: readonly string[]): Promise<{ child: ChildProcess; first: unknown }> {
  const path = join(import.meta.dirname, 'realtime', script)
  const child = fork(path, [...args], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [first] = await once(child, 'message')
  return { child, first }
}

async function ask<Answer>(child: ChildProcess, what: string): Promise<Answer> {
  child.send(what)
  const [answer] = await once(child, 'message')
  return answer
}

async function measure(mode: Run['mode'], rate: number, watchers: number): Promise<Run> {
  const prefix = `bench-${randomUUID()}`
  const load = await start('load.ts', [prefix, String(rate), String(seconds)])
  const server = await start('server.ts', [mode, prefix])
  const { port } = server.first as { port: number }
  const browsers = await start('watchers.ts', [mode, `http://127.0.0.1:${port}`, String(watchers)])
  try {
    await ask(server.child, 'start')
    load.child.send('go')
    await once(load.child, 'exit')
    const { cpuSeconds } = await ask<{ cpuSeconds: number }>(server.child, 'stop')
    const seen = await ask<Pick<Run, 'updates' | 'p50' | 'p95' | 'p99' | 'max'>>(browsers.child, 'stop')
    return { mode, rate, watchers, ...seen, cpuSeconds, microsPerUpdate: (cpuSeconds * 1e6) / seen.updates }
  } finally {
    for (const { child } of [browsers, server, load]) child.kill()
  }
}

const runs: Run[] = []
for (const [rate, watchers] of shapes) {
  for (const mode of ['waybill', 'naive'] as const) {
    const run = await measure(mode, rate, watchers)
    runs.push(run)
    const { updates, p50, p95, p99, max, cpuSeconds, microsPerUpdate } = run
    console.log(
      `${mode.padEnd(8)} ${String(rate).padStart(5)}/s × ${String(watchers).padStart(4)}   ` +
        `p50 ${p50} ms   p95 ${p95}   p99 ${p99}   max ${max}   ` +
        `${updates} updates   ${cpuSeconds.toFixed(2)} s of CPU   ${microsPerUpdate.toFixed(1)} µs an update`,
    )
  }
}
await mkdir(join(import.meta.dirname, 'results'), { recursive: true })
const result = { at: new Date().toISOString(), node: process.version, seconds, jobs: 50, runs }
await writeFile(join(import.meta.dirname, 'results', 'realtime.json'), `${JSON.stringify(result, null, 2)}\n`)
