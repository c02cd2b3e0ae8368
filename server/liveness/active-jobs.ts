import type { Result } from 'ioredis'
import { z } from 'zod'
import type { workerBusy, workerLost } from '#core/job-flags.ts'
import { flagsLua } from '#server/flags-lua.ts'
import { cancelField, queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'

/** A job BullMQ takes for running. */
export interface ActiveJob {
  /** BullMQ's id. */
  id: string
  attempt: number
  /** Which worker took it; undefined when the worker has no name. */
  worker: string | undefined
  /** Its worker renewed the lock in time, so far. */
  locked: boolean
  /** What it is flagged with. */
  flags: readonly string[]
  /** How long ago somebody asked for its end, in milliseconds; undefined when nobody did. */
  cancelAgeMs: number | undefined
  /** Its key holds something that is no job. */
  broken: boolean
}

/** What the janitor says of a running job. */
export type JanitorFlag = typeof workerLost | typeof workerBusy

/** Sees to the jobs BullMQ takes for running. Every step is one script, so it cannot come in between BullMQ's own. */
export interface ActiveJobs {
  /** At most the newest `limit`; costs one command. */
  list(queue: string, limit: number): Promise<ActiveJob[]>
  /** Sets or takes away a flag and announces it, if the attempt still runs. */
  flag(queue: string, job: ActiveJob, flag: JanitorFlag, on: boolean): Promise<void>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillActive(base: string, limit: number): Result<unknown, Context>
    waybillFlag(base: string, id: string, attempt: number, flag: string, on: number): Result<number, Context>
  }
}

const activeScript = `${flagsLua}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function cancelAge(key, attempt)
  local ok, record = pcall(cjson.decode, redis.call('HGET', key, '${cancelField}') or 'null')
  if not ok or type(record) ~= 'table' or record.attempt ~= tonumber(attempt) then return -1 end
  return tonumber(record.at) and math.max(0, now - record.at) or -1
end
local rows = {}
for _, id in ipairs(redis.call('LRANGE', KEYS[1] .. 'active', 0, ARGV[1] - 1)) do
  local key = KEYS[1] .. id
  local kind = redis.call('TYPE', key).ok
  if kind == 'hash' then
    local job = redis.call('HMGET', key, 'ats', 'pb')
    local attempt = job[1] or '0'
    local flags = readFlags(key, attempt)
    local locked = redis.call('EXISTS', key .. ':lock')
    rows[#rows + 1] = { id, 0, attempt, job[2] or '', locked, flags, cancelAge(key, attempt) }
  elseif kind ~= 'none' then
    rows[#rows + 1] = { id, 1, '0', '', 0, {}, -1 }
  end
end
return rows
`

const flagScript = `${flagsLua}
local base, id, attempt, name, on = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1'
local key = base .. id
if redis.call('HGET', key, 'ats') ~= attempt or not redis.call('LPOS', base .. 'active', id) then return 0 end
local flags, known = {}, false
for _, flag in ipairs(readFlags(key, attempt)) do
  if flag == name then known = true else flags[#flags + 1] = flag end
end
if known == on then return 0 end
if on then flags[#flags + 1] = name end
local list = keepFlags(key, attempt, flags)
local kept = tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000
redis.call('XADD', base .. 'events', 'MAXLEN', '~', kept, '*',
  'event', 'flagged', 'jobId', id, 'attempt', attempt, 'flags', list)
return 1
`

const replySchema = z.array(
  z
    .tuple([
      z.string(),
      z.number(),
      z.coerce.number().catch(0),
      z.string(),
      z.number(),
      z.array(z.unknown()),
      z.number(),
    ])
    .transform(([id, broken, attempt, worker, locked, flags, age]): ActiveJob => {
      const known = flags.filter((flag) => typeof flag === 'string')
      const cancelAgeMs = age < 0 ? undefined : age
      return {
        id,
        attempt,
        worker: worker || undefined,
        locked: locked === 1,
        flags: known,
        cancelAgeMs,
        broken: broken === 1,
      }
    }),
)

export function createActiveJobs(redis: RedisClient, prefix: string): ActiveJobs {
  redis.defineCommand('waybillActive', { lua: activeScript, numberOfKeys: 1 })
  redis.defineCommand('waybillFlag', { lua: flagScript, numberOfKeys: 1 })
  const base = (queue: string) => queueKey(prefix, queue, '')
  return {
    list: async (queue, limit) => replySchema.parse(await redis.waybillActive(base(queue), limit)),
    async flag(queue, { id, attempt }, flag, on) {
      await redis.waybillFlag(base(queue), id, attempt, flag, on ? 1 : 0)
    },
  }
}
