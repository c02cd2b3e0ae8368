import { type LogLevel, type LogLine, logLevels } from '#core/log-line.ts'

/** Which lines of a log somebody wants to see. */
export interface LogFilter {
  /** Only lines that matter at least so much. */
  level: LogLevel
  /** Only lines with this in them, in capital letters or not. */
  text: string
}

export const wholeLog: LogFilter = { level: 'info', text: '' }

export const isWhole = ({ level, text }: LogFilter): boolean => level === 'info' && text === ''

/** The lines that the filter lets through; the same array when that is all of them. */
export function filterLines(lines: readonly LogLine[], filter: LogFilter): readonly LogLine[] {
  if (isWhole(filter)) return lines
  const least = logLevels.indexOf(filter.level)
  const text = filter.text.toLowerCase()
  return lines.filter((line) => logLevels.indexOf(line.level) >= least && line.text.toLowerCase().includes(text))
}

/** `text` cut where `part` is found in it: every second piece is one that was found. */
export function piecesAround(text: string, part: string): string[] {
  if (part === '') return [text]
  // A letter may have another length in small: then places would not be the same in both.
  const small = text.toLowerCase().length === text.length ? text.toLowerCase() : text
  const wanted = part.toLowerCase()
  const pieces: string[] = []
  let from = 0
  for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, from)) {
    pieces.push(text.slice(from, at), text.slice(at, at + wanted.length))
    from = at + wanted.length
  }
  return [...pieces, text.slice(from)]
}
