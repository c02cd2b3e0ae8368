import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { isMissing } from '#server/store/uploads.ts'

/** What is in a folder, read as it is asked for: there may be very much. A folder that is not there is empty. */
export async function* listFolder(path: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(path)
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
