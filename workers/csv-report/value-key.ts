import type { Fingerprint } from './fingerprint.ts'

const maxKeyBytes = 200

// A CSV file with a NUL in it is refused, so no value can hold one.
const cut = '\0'

/** What stands for a value in a table: itself, or the beginning and the hash of a long one, so that memory stays bounded. */
export function valueKey(value: string, fingerprint: Fingerprint): string {
  if (value.length <= maxKeyBytes) return value
  return `${value.slice(0, maxKeyBytes)}${cut}${fingerprint.high}:${fingerprint.low}`
}

/** The bytes of a key that are worth showing, and whether there were more. */
export function keyText(key: string): { text: string; wasCut: boolean } {
  const end = key.indexOf(cut)
  return end < 0 ? { text: key, wasCut: false } : { text: key.slice(0, end), wasCut: true }
}
