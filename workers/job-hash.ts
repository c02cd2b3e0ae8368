import type { Redis, Result } from 'ioredis'
import type { JobAddress } from '#core/job-id.ts'
import { queueKey } from '#server/queues.ts'
import { keptLogLines, type LogLine } from './write-log.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillKeep(job: string, attempt: number, field: string, value: string): Result<number, Context>
    waybillLog(job: string, logs: string, kept: number, ...lines: string[]): Result<number, Context>
  }
}

// Writes only while this attempt is still the job's: a worker that lost its job must not overwrite what the next one keeps, and a
// write must never bring a removed job's key back.
const keepScript = `
if tonumber(redis.call('HGET', KEYS[1], 'ats') or '-1') ~= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return 1
`

const logScript = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
for i = 2, #ARGV do redis.call('RPUSH', KEYS[2], ARGV[i]) end
redis.call('LTRIM', KEYS[2], -tonumber(ARGV[1]), -1)
return 1
`

/** What the worker itself writes into a running job's keys; the rest is BullMQ's. */
export interface JobHash {
  read(field: string): Promise<string | null>
  /** False when the attempt is no longer the job's current one. */
  keep(field: string, value: string): Promise<boolean>
  log(lines: readonly LogLine[]): Promise<void>
}

export function prepareJobHashes(redis: Redis, prefix: string): (job: JobAddress, attempt: number) => JobHash {
  redis.defineCommand('waybillKeep', { lua: keepScript, numberOfKeys: 1 })
  redis.defineCommand('waybillLog', { lua: logScript, numberOfKeys: 2 })
  return ({ queue, id }, attempt) => {
    const key = queueKey(prefix, queue, id)
    return {
      read: (field) => redis.hget(key, field),
      keep: async (field, value) => (await redis.waybillKeep(key, attempt, field, value)) === 1,
      async log(lines) {
        // BullMQ keeps a job's log under this name, and removes it with the job.
        await redis.waybillLog(key, `${key}:logs`, keptLogLines, ...lines.map((line) => JSON.stringify(line)))
      },
    }
  }
}
