import type { Result } from 'ioredis'
import { z } from 'zod'
import type { OpsQueue } from '#core/ops.ts'
import { queueKey } from '#server/queues.ts'
import { limitsRowSchema } from '#server/reader/queue-limits-of.ts'
import { queueLua } from '#server/reader/queue-lua.ts'
import type { RedisClient } from '#server/redis.ts'

/** Looks at a queue as a whole; one command. */
export type QueueLook = (queue: string) => Promise<Pick<OpsQueue, 'counts' | 'paused' | 'limits' | 'waitingSince'>>

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillLookAtQueue(base: string): Result<unknown, Context>
  }
}

// A job that was told to wait counts from the end of that. Of several lists the one whose first job waits longest is told.
const lookScript = `${queueLua}
local base = KEYS[1]
local since
local function wait(id)
  if type(id) ~= 'string' then return end
  local job = redis.pcall('HMGET', base .. id, 'timestamp', 'opts', 'processedOn')
  if job.err then return end
  local ok, opts = pcall(cjson.decode, job[2] or '{}')
  local delay = ok and type(opts) == 'table' and tonumber(opts.delay) or 0
  local at = math.max((tonumber(job[1]) or 0) + delay, tonumber(job[3]) or 0)
  if at > 0 and (not since or at < since) then since = at end
end
for _, list in ipairs({ 'wait', 'paused' }) do wait(redis.pcall('LINDEX', base .. list, -1)) end
local first = redis.pcall('ZRANGE', base .. 'prioritized', 0, 0)
if not first.err then wait(first[1]) end
return { redis.call('HEXISTS', base .. 'meta', 'paused'), countsOf(base), limitsOf(base), since or false }
`

const replySchema = z.tuple([
  z.number(),
  z.tuple([z.number(), z.number(), z.number(), z.number()]),
  limitsRowSchema,
  z.number().nullable(),
])

export function createQueueLook(redis: RedisClient, prefix: string): QueueLook {
  redis.defineCommand('waybillLookAtQueue', { lua: lookScript, numberOfKeys: 1 })
  return async (queue) => {
    const reply = replySchema.parse(await redis.waybillLookAtQueue(queueKey(prefix, queue, '')))
    const [paused, [pending, running, success, failure], { limits }, waitingSince] = reply
    return {
      counts: { pending, running, success, failure },
      paused: paused === 1,
      ...(limits && { limits }),
      ...(waitingSince !== null && { waitingSince }),
    }
  }
}
