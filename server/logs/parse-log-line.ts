import { z } from 'zod'
import { maxTime } from '#core/job-limits.ts'
import { type LogLine, logLevels } from '#core/log-line.ts'
import { cleanLogText } from './clean-log-text.ts'

const entrySchema = z.object({
  at: z.number().min(-maxTime).max(maxTime),
  level: z.enum(logLevels),
  text: z.string(),
})

/**
 * One stored line of a log, whoever wrote it: Waybill's workers store JSON, others only text. Never throws; what is no entry of ours
 * is a line that says what is there.
 */
export function parseLogLine(seq: number, stored: string): LogLine {
  const entry = entryIn(stored)
  return entry ? { seq, ...entry, text: cleanLogText(entry.text) } : { seq, level: 'info', text: cleanLogText(stored) }
}

function entryIn(stored: string) {
  if (!stored.startsWith('{')) return undefined
  try {
    return entrySchema.safeParse(JSON.parse(stored)).data
  } catch {
    // Text that only begins like an entry.
    return undefined
  }
}
