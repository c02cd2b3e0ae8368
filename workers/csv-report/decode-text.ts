import type { TextEncoding } from './text-encoding.ts'

/** Windows-1252 from 0x80 to 0x9f, where it differs from Latin-1 (WHATWG Encoding). */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * Makes text of a value with one character per byte. The table is ours because some versions of Node.js decode
 * `windows-1252` as Latin-1 (nodejs/node#56542).
 */
export function decodeText(bytes: string, encoding: TextEncoding): string {
  if (encoding === 'UTF-8') return Buffer.from(bytes, 'latin1').toString('utf8')
  return bytes.replace(/[\x80-\x9f]/g, (byte) => windows1252.charAt(byte.charCodeAt(0) - 0x80))
}

/** Text to show: at most `limit` characters of one line. A character that was cut in its middle is left out. */
export function decodeClipped(bytes: string, encoding: TextEncoding, limit: number, wasCut = false): string {
  const text = decodeText(bytes, encoding).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
  const whole = wasCut ? text.replace(/\uFFFD$/, '') : text
  const characters = [...whole]
  return characters.length > limit ? `${characters.slice(0, limit).join('')}…` : wasCut ? `${whole}…` : whole
}
