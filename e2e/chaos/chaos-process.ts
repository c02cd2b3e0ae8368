import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

export interface ProcessOptions {
  name: string
  command: string
  args: readonly string[]
  env?: Record<string, string>
  cwd?: string
  /** Resolves when the process does its work; without one it says `ready` over IPC. */
  ready?: () => Promise<unknown>
  /** Started again when it ends by itself. */
  respawn?: boolean
}

/** A real process that a test may kill, pause and start again. Keeps everything it ever wrote. */
export class ChaosProcess {
  #child: ChildProcess | undefined
  #log = ''
  /** Whether the last start came to its end. */
  #isUp = false
  #paused = false
  /** How often it ended although nobody here ended it. */
  deaths = 0

  constructor(private readonly options: ProcessOptions) {}

  get name(): string {
    return this.options.name
  }

  get log(): string {
    return this.#log
  }

  get isRunning(): boolean {
    return this.#child !== undefined
  }

  get isHealthy(): boolean {
    return this.isRunning && this.#isUp && !this.#paused
  }

  async start(withinMs = 60_000): Promise<void> {
    const { name, command, args, env, cwd, ready } = this.options
    const child = spawn(command, [...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    this.#isUp = false
    this.#paused = false
    const read = (text: string) => {
      this.#log += text
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    const ended = once(child, 'exit').then(() => this.#ended(child))
    const up = ready?.() ?? said(child, 'ready')
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), withinMs)
    })
    const outcome = await Promise.race([up.then(() => 'up' as const), ended.then(() => 'ended' as const), late])
    clearTimeout(timer)
    this.#isUp = outcome === 'up'
    if (outcome !== 'up') throw new Error(`${name} was not ready (${outcome}):\n${this.#log.slice(-4_000)}`)
  }

  /** Ends it and waits for the end. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child) return
    this.#child = undefined
    // A paused process would hear of a polite signal only when it goes on.
    if (this.#paused && signal !== 'SIGKILL') child.kill('SIGCONT')
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }

  pause(): void {
    this.#child?.kill('SIGSTOP')
    this.#paused = true
  }

  resume(): void {
    this.#child?.kill('SIGCONT')
    this.#paused = false
  }

  /** Memory in bytes and open files; undefined where the system does not tell, or while it does not run. */
  usage(): { rss: number; files: number } | undefined {
    const pid = this.#child?.pid
    try {
      const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      return rss ? { rss: Number(rss) * 1_024, files: readdirSync(`/proc/${pid}/fd`).length } : undefined
    } catch {
      // Not Linux, or the process is gone.
      return undefined
    }
  }

  #ended(child: ChildProcess): void {
    if (this.#child !== child) return
    this.#child = undefined
    this.deaths += 1
    // An error of the new start shows as a scenario that never gets well.
    if (this.options.respawn) this.start().catch((error: Error) => (this.#log += `${error.message}\n`))
  }
}

const said = (child: ChildProcess, word: string) =>
  new Promise<void>((resolve) => child.on('message', (message) => message === word && resolve()))
