import { join } from 'node:path'
import { takeLock } from './data-dir-lock.mjs'
import { LaunchError } from './launch-error.mjs'
import { readStatusFile } from './status-file.mjs'

/** Makes the data directory ours: `{unclean, close()}`. Refuses when another Waybill has it. */
export async function openDataDir(dataDir) {
  const lock = await takeLock(join(dataDir, 'lock')).catch((error) => {
    throw new LaunchError(
      `The data directory ${dataDir} cannot be used (${error.message}). Make it writable, or name another in WAYBILL_DATA_DIR.`,
    )
  })
  if (lock.taken) return { unclean: lock.unclean, close: lock.release }

  const status = await readStatusFile(dataDir)
  const { pid } = lock.holder
  const where = status?.pid === pid ? `serves ${status.url}` : 'is starting'
  throw new LaunchError(
    `Waybill already runs on the data directory ${dataDir}: process ${pid} ${where}. Stop it first, or set WAYBILL_DATA_DIR to another directory.`,
  )
}
