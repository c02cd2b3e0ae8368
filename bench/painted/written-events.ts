import { Redis } from 'ioredis'
import { z } from 'zod'
import { progressReportSchema } from '#core/progress-report.ts'
import { type StreamId, streamTime } from '#core/stream-id.ts'

/** When each job said how far it was: by job and count, in epoch milliseconds of Redis. */
export type WrittenEvents = Map<string, number>

export const eventKey = (job: string, current: number): string => `${job} ${current}`

/** Reads the progress of a queue's jobs as it was written to the event stream between two moments. */
export async function readWrittenEvents(url: string, queue: string, from: number, to: number): Promise<WrittenEvents> {
  const redis = new Redis(url)
  try {
    const entries = await redis.xrange(`bull:${queue}:events`, from, to)
    return new Map(entries.flatMap(([id, fields]) => progressOf(queue, id, fields)))
  } finally {
    redis.disconnect()
  }
}

function progressOf(queue: string, id: StreamId, flat: string[]): [string, number][] {
  const fields = new Map(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : [])))
  if (fields.get('event') !== 'progress') return []
  const report = progressReportSchema.safeParse(JSON.parse(fields.get('data') ?? ''))
  const current = z.number().safeParse(report.data?.current)
  return current.success ? [[eventKey(`${queue}:${fields.get('jobId')}`, current.data), streamTime(id)]] : []
}
