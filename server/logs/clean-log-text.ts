import { stripVTControlCharacters } from 'node:util'
import { maxLogLineBytes } from '#core/log-line.ts'

/** Text a terminal or a browser can show without being steered by it, and no more of it than a line may have. */
export function cleanLogText(text: string): string {
  // Somebody may have written megabytes: searching those for what a terminal would obey helps nobody.
  const clean = stripVTControlCharacters(text.slice(0, 2 * maxLogLineBytes))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
  const isCut = text.length > 2 * maxLogLineBytes || Buffer.byteLength(clean) > maxLogLineBytes
  return isCut ? `${Buffer.from(clean).toString('utf8', 0, maxLogLineBytes)}…` : clean
}
