import { stat } from 'node:fs/promises'
import { isMissing } from '#server/store/uploads.ts'
import { readPrivateFile } from './private-file.ts'

/** Reads a file, a private one unless told, again only when it has changed. Undefined while there is none. */
export function createFileReader<T>(
  path: string,
  parse: (text: string) => T,
  readText: (path: string) => Promise<string | undefined> = readPrivateFile,
): () => Promise<T | undefined> {
  let known: { tag: string; value: T } | undefined
  return async () => {
    try {
      const { ino, size, mtimeNs } = await stat(path, { bigint: true })
      const tag = `${ino} ${size} ${mtimeNs}`
      if (known?.tag === tag) return known.value
      const text = await readText(path)
      if (text === undefined) return undefined
      known = { tag, value: parse(text) }
      return known.value
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
}
