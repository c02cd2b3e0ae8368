import type { Result } from 'ioredis'
import { attemptsField, queueKey } from '#server/queues.ts'
import { attemptsSchema, corruptRecord, parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import type { ActiveJob } from './active-jobs.ts'

/** Puts jobs away that no worker can read. */
export interface Quarantine {
  /** Ends the job as a failure if its record cannot be read and no worker has begun with it. True when it did. */
  check(queue: string, job: ActiveJob): Promise<boolean>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillQuarantine(
      base: string,
      ...args: [id: string, attempt: number, reason: string, ...fields: string[]]
    ): Result<number, Context>
  }
}

/** What BullMQ parses when it hands a job to a worker; it stumbles over any of them for ever. */
const parsedFields = ['data', 'opts', 'progress', 'parent'] as const

// The unreadable fields go aside, so that every other BullMQ tool can list the failed jobs again; they leave with the job. An input
// that is lost becomes null, which no job type takes: a retry must not run with an input nobody submitted.
const quarantineScript = `
local base, id = KEYS[1], ARGV[1]
local key = base .. id
local isHash = redis.call('TYPE', key).ok == 'hash'
if isHash and redis.call('HGET', key, 'ats') ~= ARGV[2] then return 0 end
if redis.call('LREM', base .. 'active', 1, id) == 0 then return 0 end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if isHash then
  for i = 4, #ARGV do
    local raw = redis.call('HGET', key, ARGV[i])
    if raw then redis.call('HSET', key, 'waybill:corrupt:' .. ARGV[i], string.sub(raw, 1, 65536)) end
    if ARGV[i] == 'data' then redis.call('HSET', key, 'data', 'null') else redis.call('HDEL', key, ARGV[i]) end
  end
  redis.call('HDEL', key, 'defa')
  redis.call('HINCRBY', key, 'atm', 1)
  redis.call('HSET', key, 'failedReason', ARGV[3], 'finishedOn', now)
end
redis.call('DEL', key .. ':lock')
redis.call('SREM', base .. 'stalled', id)
redis.call('ZADD', base .. 'failed', now, id)
local kept = tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000
redis.call('XADD', base .. 'events', 'MAXLEN', '~', kept, '*',
  'event', 'failed', 'jobId', id, 'failedReason', ARGV[3], 'prev', 'active')
return 1
`

export function createQuarantine(redis: RedisClient, prefix: string): Quarantine {
  redis.defineCommand('waybillQuarantine', { lua: quarantineScript, numberOfKeys: 1 })
  const put = async (queue: string, { id, attempt }: ActiveJob, what: string, fields: readonly string[]) => {
    const reason = `${corruptRecord}${what} Something else wrote to it in Redis. Submit the job again.`
    return (await redis.waybillQuarantine(queueKey(prefix, queue, ''), id, attempt, reason, ...fields)) === 1
  }
  return {
    async check(queue, job) {
      if (job.broken) return put(queue, job, "the job's key does not hold a job.", [])
      const [begun, ...values] = await redis.hmget(queueKey(prefix, queue, job.id), attemptsField, ...parsedFields)
      // What a worker has read before it was spoilt can still be finished.
      if (parseStored(attemptsSchema, begun)?.some((record) => record.number === job.attempt)) return false
      const spoilt = parsedFields.filter((field, i) => !isReadable(field, values[i]))
      return spoilt.length > 0 && put(queue, job, `${spoilt.join(' and ')} cannot be read.`, spoilt)
    },
  }
}

function isReadable(field: (typeof parsedFields)[number], text: string | null | undefined): boolean {
  if (!text) return true
  try {
    return JSON.parse(text) !== null || field !== 'opts'
  } catch {
    return false
  }
}
