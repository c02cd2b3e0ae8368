import type { JobAddress } from '#core/job-id.ts'
import type { LogLine } from '#core/log-line.ts'
import type { LogQuery } from './log-query.ts'
import type { LogReader } from './log-reader.ts'

/** Some lines of a log, and the `after` that goes on behind them. */
export interface LogPage {
  lines: LogLine[]
  next: number
}

/** An answer ends behind this many bytes, whatever was asked for. */
const maxBytes = 2 * 1024 * 1024

/** What `GET /api/jobs/:id/logs` answers. Lines before the first one that are missing are no longer kept. */
export async function readLogPage(logs: LogReader, job: JobAddress, query: LogQuery): Promise<LogPage> {
  const { lines, total } =
    'tail' in query
      ? await logs(job, { after: 0, limit: query.tail, take: 'newest', maxBytes })
      : await logs(job, { ...query, take: 'oldest', maxBytes })
  return { lines, next: lines.at(-1)?.seq ?? total }
}
