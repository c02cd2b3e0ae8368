import type { JobLog } from '#core/define-job.ts'
import { keptLogLines, type LogEntry, type LogLevel } from '#core/log-line.ts'
import { cleanLogText } from '#server/logs/clean-log-text.ts'
import { textOf } from './text-of.ts'

export interface LogWriterOptions {
  /** `skipped` lines came before these and were too many to be kept: they count, but nobody will read them. */
  append(lines: readonly LogEntry[], skipped: number): Promise<void>
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
  let lines: LogEntry[] = []
  let skipped = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  function keepLast(): void {
    skipped += Math.max(0, lines.length - keptLogLines)
    lines = lines.slice(-keptLogLines)
  }

  function write(): void {
    clearTimeout(timer)
    timer = undefined
    if (writing || lines.length === 0) return
    keepLast()
    const [batch, before] = [lines, skipped]
    lines = []
    skipped = 0
    writing = Promise.resolve()
      .then(() => append(batch, before))
      .catch(onDropped)
      .finally(() => {
        writing = undefined
        if (lines.length > 0) timer ??= setTimeout(write, everyMs)
      })
  }

  const add = (level: LogLevel) => (line: string) => {
    lines.push({ at: Date.now(), level, text: cleanLogText(textOf(line)) })
    // Twice as many as are kept: trimming on every line would copy the whole list each time.
    if (lines.length > 2 * keptLogLines) keepLast()
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
