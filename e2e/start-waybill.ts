import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { freePort } from '#server/testing/free-port.ts'
import { writeToken } from './credentials.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

export interface WaybillPids {
  supervisor: number
  /** Undefined while the process is not running. */
  web?: number
  worker?: number
  redis?: number
}

export interface StartedWaybill {
  url: string
  /** The link that signs an admin in, once; as it was printed. */
  signInUrl: string
  dataDir: string
  /** Changes when a process is started again. */
  pids(): Promise<WaybillPids>
  /** Ends it as Ctrl-C would and resolves to its exit code. A data directory that was made for it is removed. */
  stop(): Promise<number | null>
  /** Everything it wrote so far. */
  logs(): string
}

export interface StartOptions {
  /** Added to the environment; `PORT` and `WAYBILL_DATA_DIR` have fields of their own. */
  env?: Record<string, string>
  /** Given to start again on what an earlier one left; it is not removed. */
  dataDir?: string
  port?: number
  readyWithinMs?: number
}

/** Starts Waybill as `npm start` does, on a free port and an empty data directory, and waits until it is ready. */
export async function startWaybill(options: StartOptions = {}): Promise<StartedWaybill> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'waybill-e2e-')))
  const port = options.port ?? (await freePort())
  if (options.dataDir === undefined) await writeToken(dataDir)
  const supervisor = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, REDIS_URL: '', ...options.env, PORT: String(port), WAYBILL_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  const exit = once(supervisor, 'exit')
  const stop = async () => {
    if (supervisor.exitCode === null && supervisor.signalCode === null) supervisor.kill('SIGTERM')
    const [code] = (await exit) as [number | null]
    if (code === null) await endOrphans(dataDir, supervisor.pid)
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    return code
  }
  try {
    const signInUrl = await new Promise<string>((resolve, reject) => {
      const within = options.readyWithinMs ?? 60_000
      const late = setTimeout(() => reject(new Error(`Waybill was not ready within ${within} ms:\n${written}`)), within)
      const read = (chunk: string) => {
        written += chunk
        const ready = /^Waybill is ready on (\S+)/m.exec(written)?.[1]
        if (ready === undefined) return
        clearTimeout(late)
        resolve(ready)
      }
      supervisor.stdout.setEncoding('utf8').on('data', read)
      supervisor.stderr.setEncoding('utf8').on('data', read)
      supervisor.once('close', () => {
        clearTimeout(late)
        reject(new Error(`Waybill ended before it was ready:\n${written}`))
      })
    })
    return {
      url: new URL(signInUrl).origin,
      signInUrl,
      dataDir,
      pids: () => readPids(dataDir),
      stop,
      logs: () => written,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function readPids(dataDir: string): Promise<WaybillPids> {
  const status: { pid: number; children: Omit<WaybillPids, 'supervisor'> } = JSON.parse(
    await readFile(join(dataDir, 'waybill.json'), 'utf8'),
  )
  return { supervisor: status.pid, ...status.children }
}

/** A test may have killed the supervisor: its Redis waits for the next start, which never comes. */
async function endOrphans(dataDir: string, supervisor: number | undefined): Promise<void> {
  const pids = await readPids(dataDir).catch(() => undefined)
  // A later start on the same directory has pids of its own.
  if (pids?.supervisor !== supervisor || pids?.redis === undefined) return
  try {
    process.kill(pids.redis, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
