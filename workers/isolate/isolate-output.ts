import type { Readable } from 'node:stream'

/** So many lines of one attempt reach the worker's log, so long each. */
const maxLines = 100
const maxLength = 2_000

/**
 * Tells what an isolate writes to its standard output and standard error, line by line, as far as the first hundred lines go. It is read to its end all
 * the same: who writes to a full pipe would wait.
 */
export function followOutput(streams: readonly (Readable | null)[], tell: (line: string) => void): void {
  let told = 0
  const tellLine = (line: string) => {
    if (line === '' || told > maxLines) return
    told += 1
    tell(told > maxLines ? 'More of its output is left out.' : line)
  }
  for (const stream of streams) {
    if (!stream) continue
    let rest = ''
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = (lines.pop() ?? '').slice(0, maxLength)
      for (const line of lines) tellLine(line.slice(0, maxLength))
    })
    stream.on('end', () => tellLine(rest))
    // A pipe that breaks has nothing more to tell.
    stream.on('error', () => {})
  }
}
