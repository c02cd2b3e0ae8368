import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processStart } from './process-start.mjs'

/**
 * Takes the lock that the folder `dir` stands for: `{taken: true, unclean, release()}`, or `{taken: false, holder: {pid}}` when a
 * running process has it. `unclean` says that the last holder died without a release.
 *
 * The holder is who wrote the file with the highest number. A file is never taken over but outnumbered, and `link` lets only
 * one process have a number, so of any number of processes that find a dead holder one wins.
 *
 * @param {string} dir
 * @returns {Promise<
 *   | { taken: true, unclean: boolean, release: () => Promise<void> }
 *   | { taken: false, holder: { pid: number } }
 * >}
 */
export async function takeLock(dir) {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const draft = await writeDraft(dir, { pid: process.pid, started: processStart(process.pid) })
  try {
    for (;;) {
      const last = Math.max(0, ...(await numbers(dir)))
      const holder = last === 0 ? { released: true } : await readHolder(join(dir, String(last)))
      if (!holder) continue
      if (isRunning(holder)) return { taken: false, holder }

      const mine = last + 1
      if (!(await linked(draft, join(dir, String(mine))))) continue
      const all = await numbers(dir)
      // Whoever came later may have swept away the file that kept us from this number.
      if (Math.max(...all) !== mine) {
        await rm(join(dir, String(mine)), { force: true })
        continue
      }
      for (const older of all.filter((number) => number < mine)) await rm(join(dir, String(older)), { force: true })
      return { taken: true, unclean: !holder.released, release: () => release(dir, mine) }
    }
  } finally {
    await rm(draft, { force: true })
  }
}

// The file stays: its number must not be given out a second time.
async function release(dir, number) {
  await rename(await writeDraft(dir, { released: true }), join(dir, String(number)))
}

const isRunning = ({ pid, started, released }) => !released && processStart(pid) === started

async function writeDraft(dir, content) {
  const draft = join(dir, `draft-${randomUUID()}`)
  await writeFile(draft, JSON.stringify(content))
  return draft
}

const numbers = async (dir) => (await readdir(dir)).filter((name) => /^\d+$/.test(name)).map(Number)

async function linked(draft, target) {
  try {
    await link(draft, target)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Undefined when the file was swept away between listing and reading. */
async function readHolder(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
