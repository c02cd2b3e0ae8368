import { setImmediate as nextTurn } from 'node:timers/promises'
import type { JobLog } from '#core/define-job.ts'

/** So many lines are written before others get a turn. */
const batch = 1_000

/** Writes the lines `from + 1` to `to`. */
export async function writeLogLines(log: JobLog, from: number, to: number, signal: AbortSignal): Promise<void> {
  for (let line = from + 1; line <= to; line++) {
    log.info(`Line ${line} of the rehearsal`)
    if (line % batch > 0) continue
    await nextTurn()
    signal.throwIfAborted()
  }
}
