import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FlowChild } from '#core/flow.ts'

export const placesToDie = ['key claimed', 'files claimed', 'job added', 'all done'] as const

export interface SubmitProcessOptions {
  redisUrl: string
  prefix: string
  dataDir: string
  leaseMs: number
  key: string
  input: object
  /** Of a flow: what it waits for. */
  children?: FlowChild[]
  dieAt: (typeof placesToDie)[number]
}

/** Submits a mail in a process of its own, which is killed on the way. Resolves to the signal it ended with. */
export async function submitAndDie(options: SubmitProcessOptions): Promise<NodeJS.Signals | null> {
  const entry = fileURLToPath(new URL('./submit-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', entry, JSON.stringify(options)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [, signal] = await once(child, 'exit')
  return signal
}
