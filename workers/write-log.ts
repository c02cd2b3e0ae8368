import type { JobLog } from '#core/define-job.ts'
import { keptLogLines, type LogEntry } from '#core/log-line.ts'
import { createJobLog } from './job-log.ts'

export interface LogWriterOptions {
  /** `skipped` lines came before these and were too many to be kept: they count, but nobody will read them. */
  append(lines: readonly LogEntry[], skipped: number): Promise<void>
  onDropped(error: unknown): void
  everyMs?: number
}

export interface LogWriter {
  log: JobLog
  /** Takes lines that were gathered elsewhere; `left` others came before them and were too many to be kept. */
  add(lines: readonly LogEntry[], left: number): void
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

  function add(more: readonly LogEntry[], left: number): void {
    // The numbers of lines are dense: what is behind a hole takes what is before it along.
    if (left > 0) {
      skipped += lines.length + left
      lines = []
    }
    for (const line of more) lines.push(line)
    // Twice as many as are kept: trimming on every line would copy the whole list each time.
    if (lines.length > 2 * keptLogLines) keepLast()
    timer ??= setTimeout(write, everyMs)
  }

  return {
    log: createJobLog((entry) => add([entry], 0)),
    add,
    async flush() {
      await writing
      write()
      await writing
    },
  }
}
