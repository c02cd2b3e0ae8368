import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const fileIn = (dataDir) => join(dataDir, 'waybill.json')

/** Keeps `<data>/waybill.json`: the supervisor's pid, its URL, and the pids of the children that run right now. */
export function openStatusFile(dataDir, { url }) {
  const children = {}
  let writing = Promise.resolve()
  const write = () => {
    const content = `${JSON.stringify({ pid: process.pid, url, children }, null, 2)}\n`
    // One after the other, and each by rename: a reader never sees half a file or an older one after a newer.
    writing = writing
      .then(() => writeFile(`${fileIn(dataDir)}.new`, content))
      .then(() => rename(`${fileIn(dataDir)}.new`, fileIn(dataDir)))
      // The file only informs: a full disk must not end the supervisor. The next change writes all of it again.
      .catch(() => {})
    return writing
  }
  return {
    update(name, pid) {
      if (pid === undefined) delete children[name]
      else children[name] = pid
      return write()
    },
    async close() {
      await writing
      await rm(fileIn(dataDir), { force: true })
    },
  }
}

/** What the status file says; undefined when there is none. */
export async function readStatusFile(dataDir) {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}
