import { ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import type { LogLine } from '#core/log-line.ts'

/** The answer of `GET /api/jobs/:id/logs`. Times are ISO 8601. */
interface LogAnswer {
  lines: (Omit<LogLine, 'at'> & { at?: string | null })[]
}

export type LogPlace = { after: number; limit: number } | { tail: number }

/** Fetches lines of a job's log. Rejects with `AskError`. */
export type FetchLog = (id: string, place: LogPlace) => Promise<LogLine[]>

export const fetchLog: FetchLog = async (id, place) => {
  const query = Object.entries(place).map(([name, value]) => `${name}=${value}`)
  const { lines } = await ask<LogAnswer>(`${jobPath.logs(id)}?${query.join('&')}`)
  return lines.map(({ at, ...line }) => (at ? { ...line, at: Date.parse(at) } : line))
}
