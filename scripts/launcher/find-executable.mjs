import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of `names` that can be run from PATH or from one of the `extra` folders. */
export function findExecutable(names, extra = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...extra]
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable)
    if (found) return found
  }
  return undefined
}

/** Whether `file` is a program that this user may run. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    // Not there, or not for us: either way the search goes on.
    return false
  }
}
