import type { JobAddress } from '#core/job-id.ts'
import { keptRetries } from '#core/job-limits.ts'
import { type Queues, queueKey, retriedField } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { retriedEvent } from './retried-event.ts'

/**
 * Notes with a job which job repeats it, and tells the queue's event stream, in one step. Sent twice, it is noted once.
 *
 * KEYS the job, the queue's events, the queue's meta. ARGV the job's id, the new job's id, how many are kept.
 */
const script = `
local kept = tonumber(ARGV[3])
if redis.call('TYPE', KEYS[1]).ok ~= 'hash' then return 0 end
local read, ids = pcall(cjson.decode, redis.call('HGET', KEYS[1], '${retriedField}') or '[]')
if not read or type(ids) ~= 'table' then ids = {} end
for _, id in ipairs(ids) do if id == ARGV[2] then return 0 end end
ids[#ids + 1] = ARGV[2]
while #ids > kept do table.remove(ids, 1) end
local list = cjson.encode(ids)
redis.call('HSET', KEYS[1], '${retriedField}', list)
local most = tonumber(redis.call('HGET', KEYS[3], 'opts.maxLenEvents')) or 10000
redis.call('XADD', KEYS[2], 'MAXLEN', '~', most, '*', 'event', '${retriedEvent}', 'jobId', ARGV[1], 'retriedAs', list)
return 1
`

/** Lets a job name the one that repeats it with another input; the new job names it by itself. */
export async function linkRetry(
  { redis, queues }: { redis: RedisClient; queues: Pick<Queues, 'prefix'> },
  { queue, id }: JobAddress,
  newId: string,
): Promise<void> {
  const key = (what: string) => queueKey(queues.prefix, queue, what)
  await redis.eval(script, 3, key(id), key('events'), key('meta'), id, newId, keptRetries)
}
