import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Measures from outside how many cores processes keep busy, only while it is asked to: starting up and connecting are not in it.
 * A process that is overloaded would not answer in time for itself.
 */
export class CpuMeter {
  #before: number[] = []
  #from = 0

  constructor(private readonly pids: readonly number[]) {}

  start(): void {
    this.#from = performance.now()
    this.#before = this.pids.map(cpuSecondsOf)
  }

  /** Cores by process, in the order of the pids. */
  stop(): number[] {
    const now = this.pids.map(cpuSecondsOf)
    const seconds = (performance.now() - this.#from) / 1_000
    return now.map((used, i) => (used - (this.#before[i] ?? 0)) / seconds)
  }
}

/** Processor time a process has used since it began, all its threads together. */
function cpuSecondsOf(pid: number): number {
  if (process.platform !== 'linux') return secondsIn(execFileSync('ps', ['-o', 'time=', '-p', String(pid)]).toString())
  const threads = readdirSync(`/proc/${pid}/task`)
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`).toString().split(' ')[0]),
  )
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9
}

/** `1:02:03.45` as `ps` writes it. */
const secondsIn = (time: string) =>
  time
    .trim()
    .split(/[:-]/)
    .reduce((sum, part) => sum * 60 + Number(part), 0)
