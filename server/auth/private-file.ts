import { randomUUID } from 'node:crypto'
import { chmod, link, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMissing } from '#server/store/uploads.ts'
import { flushFolder, makeFolderDurably } from '#server/store/write-durably.ts'

/** What a private file holds, and whether it was made just now. */
export interface PrivateFile {
  text: string
  isNew: boolean
}

/**
 * Reads a file that only its owner may read. Where there is none it is made, with what `make` says; of several processes that start at once
 * one makes it and all read the same.
 */
export async function keepPrivateFile(path: string, make: () => string): Promise<PrivateFile> {
  const there = await readPrivateFile(path)
  if (there !== undefined) return { text: there, isNew: false }
  const isNew = await writeNewFile(path, make())
  return { text: (await readPrivateFile(path)) ?? '', isNew }
}

/** Undefined when there is none. A file that others could read is closed to them. */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) await chmod(path, 0o600)
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** False when somebody else was faster. A link, not a rename: it never replaces what is there. */
async function writeNewFile(path: string, text: string): Promise<boolean> {
  const folder = dirname(path)
  await makeFolderDurably(folder)
  const partial = join(folder, `.${randomUUID()}`)
  try {
    const file = await open(partial, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(partial, path)
    await flushFolder(folder)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(partial, { force: true })
  }
}
