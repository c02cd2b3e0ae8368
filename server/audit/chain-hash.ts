import { createHash } from 'node:crypto'

/** The hash of an entry: it covers the text of the entry and, by the hash before, all earlier ones. */
export const chainHash = (prev: string, entry: string): string =>
  createHash('sha256').update(`${prev}\n${entry}`).digest('hex')
