import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LaunchError } from './launch-error.mjs'

export const roles = ['submitter', 'viewer', 'operator', 'admin']

const fileIn = (dataDir) => join(dataDir, 'users.json')

/** The people who may sign in by a password, `{name, role, password}`; none while there is no file. */
export async function readUsers(dataDir) {
  const text = await readFile(fileIn(dataDir), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '{"users":[]}'
    throw error
  })
  try {
    return JSON.parse(text).users
  } catch {
    throw new LaunchError(`The file ${fileIn(dataDir)} is no JSON. Correct it, or move it away to begin anew.`)
  }
}

/** Replaces the file as a whole, so that a server never reads half of it. */
export async function writeUsers(dataDir, users) {
  await mkdir(dataDir, { recursive: true })
  const partial = join(dataDir, `.users-${randomUUID()}`)
  await writeFile(partial, `${JSON.stringify({ v: 1, users }, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(partial, fileIn(dataDir))
}
