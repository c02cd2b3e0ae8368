import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

export interface DurableWrite {
  /** A folder on the same file system as the target. */
  temporary: string
  target: string
  content: AsyncIterable<Uint8Array>
  signal?: AbortSignal
}

/**
 * Writes a file so that it appears whole or not at all, and is still there after a power cut: under a temporary name, flushed to
 * the disk, renamed, and the folder's entry flushed as well. Returns the number of bytes. Whatever fails leaves nothing behind.
 */
export async function writeDurably({ temporary, target, content, signal }: DurableWrite): Promise<number> {
  await Promise.all([mkdir(temporary, { recursive: true }), makeFolderDurably(dirname(target))])
  const partial = join(temporary, randomUUID())
  try {
    // Opened before the content can fail: a file still being opened would come to be after it was removed.
    const file = (await open(partial, 'wx', 0o600)).createWriteStream({ flush: true })
    await pipeline(content, file, { signal })
    await rename(partial, target)
    await flushFolder(dirname(target))
    return file.bytesWritten
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** Makes a folder with its parents so that all of them are still there after a power cut. */
export async function makeFolderDurably(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  // The entry of each new folder stands in its parent, up to the one that was there before.
  for (let made = path; made.length >= first.length; made = dirname(made)) await flushFolder(dirname(made))
}

/** Makes a rename within the folder survive a power cut. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
