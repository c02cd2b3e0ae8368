import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Whether a process runs: one that ended may stand in the list until somebody asks what it ended with. */
export async function processRuns(pid: number): Promise<boolean> {
  const found = await promisify(execFile)('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return /^[^Z]/.test(found.stdout.trim())
}
