import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export interface WorkerProcessOptions {
  redisUrl: string
  prefix: string
  dataDir: string
  beatEveryMs: number
  beatLifeMs: number
  lockMs: number
  stalledCheckMs: number
  /** With it the process sends mails, too. */
  smtpUrl?: string
  /** With it the process runs the types of the isolated catalogue, too. */
  isolated?: boolean
}

export interface WorkerProcess {
  name: string
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
  exited: Promise<unknown>
}

/** Starts a worker in a process of its own, which can be killed, and waits until it works. It ends with the test at the latest. */
export async function startWorkerProcess(options: WorkerProcessOptions): Promise<WorkerProcess> {
  const entry = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', entry, JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const early = exited.then(([code, signal]) => {
    throw new Error(`The worker process ended before it was ready (${signal ?? code}).`)
  })
  await Promise.race([once(child, 'message'), early])
  early.catch(() => {}) // Once it is ready, its end is what tests are about.
  return { name: `test-${child.pid}`, kill: (signal) => void child.kill(signal), exited }
}
