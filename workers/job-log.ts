import type { JobLog } from '#core/define-job.ts'
import type { LogEntry, LogLevel } from '#core/log-line.ts'
import { cleanLogText } from '#server/logs/clean-log-text.ts'
import { textOf } from './text-of.ts'

/** The log a job is given: whatever it writes becomes a line with its time, which `add` takes. */
export function createJobLog(add: (entry: LogEntry) => void): JobLog {
  const at = (level: LogLevel) => (line: string) => add({ at: Date.now(), level, text: cleanLogText(textOf(line)) })
  return Object.assign(at('info'), { info: at('info'), warn: at('warn'), error: at('error') })
}
