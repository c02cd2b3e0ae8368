import { stripVTControlCharacters } from 'node:util'
import type { JobLog } from '#core/define-job.ts'
import { textOf } from './text-of.ts'

/** One line of a job's log as it is stored, in JSON. */
export interface LogLine {
  /** Epoch milliseconds. */
  at: number
  level: 'info' | 'warn' | 'error'
  text: string
}

/** A job keeps this many lines, the last ones. */
export const keptLogLines = 10_000
const maxLineBytes = 8 * 1024

export interface LogWriterOptions {
  append(lines: readonly LogLine[]): Promise<void>
  onDropped(error: unknown): void
  everyMs?: number
}

export interface LogWriter {
  log: JobLog
  flush(): Promise<void>
}

/**
 * Gathers log lines and appends them ten times a second, one append at a time. Memory stays bounded: of a flood, and of what gathers
 * while Redis is slow, the last lines are kept.
 */
export function createLogWriter({ append, onDropped, everyMs = 100 }: LogWriterOptions): LogWriter {
  let lines: LogLine[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  function write(): void {
    clearTimeout(timer)
    timer = undefined
    if (writing || lines.length === 0) return
    const batch = lines.slice(-keptLogLines)
    lines = []
    writing = Promise.resolve(batch)
      .then(append)
      .catch(onDropped)
      .finally(() => {
        writing = undefined
        if (lines.length > 0) timer ??= setTimeout(write, everyMs)
      })
  }

  const add = (level: LogLine['level']) => (line: string) => {
    lines.push({ at: Date.now(), level, text: cleanLine(line) })
    // Twice as many as are kept: trimming on every line would copy the whole list each time.
    if (lines.length > 2 * keptLogLines) lines = lines.slice(-keptLogLines)
    timer ??= setTimeout(write, everyMs)
  }

  return {
    log: Object.assign(add('info'), { info: add('info'), warn: add('warn'), error: add('error') }),
    async flush() {
      await writing
      write()
      await writing
    },
  }
}

/** Text a terminal or a browser can show without being steered by it. */
function cleanLine(line: unknown): string {
  const text = stripVTControlCharacters(textOf(line))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
  return Buffer.byteLength(text) <= maxLineBytes ? text : `${Buffer.from(text).toString('utf8', 0, maxLineBytes)}…`
}
