import type { Result } from 'ioredis'
import { z } from 'zod'
import type { JobAddress } from '#core/job-id.ts'
import type { LogLine } from '#core/log-line.ts'
import { queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { parseLogLine } from './parse-log-line.ts'
import { readLogScript } from './read-log-script.ts'

/** Consecutive lines of a log. */
export interface LogPart {
  lines: LogLine[]
  /** How many lines the log ever had: the number of the last one. */
  total: number
}

export interface LogRange {
  /** Only lines with greater numbers. */
  after: number
  /** So many at the most. */
  limit: number
  /** Which to take when there are more. */
  take: 'oldest' | 'newest'
  /** No more once there are so many bytes. */
  maxBytes: number
}

/** Reads the logs of jobs; one Redis command each. A job that is not there has no lines. */
export type LogReader = (job: JobAddress, range: LogRange) => Promise<LogPart>

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillReadLog(
      ...args: [job: string, logs: string, after: number, limit: number, maxBytes: number, take: string]
    ): Result<unknown, Context>
  }
}

const replySchema = z.tuple([z.number(), z.number(), z.array(z.string())])

export function createLogReader(redis: RedisClient, prefix: string): LogReader {
  redis.defineCommand('waybillReadLog', { lua: readLogScript, numberOfKeys: 2 })
  return async ({ queue, id }, { after, limit, take, maxBytes }) => {
    const key = queueKey(prefix, queue, id)
    const reply = await redis.waybillReadLog(key, `${key}:logs`, after, limit, maxBytes, take)
    const [total, first, stored] = replySchema.parse(reply)
    return { total, lines: stored.map((line, i) => parseLogLine(first + i, line)) }
  }
}
