import type { Result } from 'ioredis'
import { z } from 'zod'
import type { JobAddress } from '#core/job-id.ts'
import { parseJobId } from '#core/job-id.ts'
import { cancelChannel } from '#server/cancel/cancel-message.ts'
import { cancelLua } from '#server/cancel/cancel-script.ts'
import { type Queues, queueKey } from '#server/queues.ts'

/**
 * BullMQ completes no job while children wait or one has failed that must not. The parent lets go of those first, so that what becomes of
 * them is nobody's matter any more, and ends them then.
 */
const script = `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local prefix, by, channel = ARGV[1], ARGV[2], ARGV[3]
${cancelLua}
local key = KEYS[1]
if redis.call('HGET', key, 'ats') ~= ARGV[4] then return { '', 0 } end
local failed = redis.call('ZRANGE', key .. ':unsuccessful', 0, 0)[1]
if failed then return { failed, 0 } end
local children = redis.call('SMEMBERS', key .. ':dependencies')
for _, child in ipairs(children) do
  redis.call('SREM', key .. ':dependencies', child)
  redis.call('HSET', key .. ':failed', child, 'Cancelled: the job that waited for it has ended.')
  if isOwn(child) then cancelTree(child) end
end
return { '', #children }
`

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillLeaveChildren(
      ...args: [key: string, prefix: string, by: string, channel: string, attempt: number]
    ): Result<unknown, Context>
  }
}

/** `failed`: the child that fails the job. `cancelled`: how many had not ended, and are no longer waited for. */
export interface LeftChildren {
  failed?: string
  cancelled: number
}

/** What a job that is about to succeed leaves behind: cancels the children that have not ended. */
export async function leaveChildren(
  { redis, prefix }: Pick<Queues, 'redis' | 'prefix'>,
  { queue, id }: JobAddress,
  attempt: number,
): Promise<LeftChildren> {
  redis.defineCommand('waybillLeaveChildren', { lua: script, numberOfKeys: 1 })
  const key = queueKey(prefix, queue, id)
  const reply = await redis.waybillLeaveChildren(key, `${prefix}:`, `${queue}:${id}`, cancelChannel(prefix), attempt)
  const [failedKey, cancelled] = z.tuple([z.string(), z.number()]).parse(reply)
  const failed = failedKey.slice(prefix.length + 1)
  return { cancelled, ...(parseJobId(failed) && { failed }) }
}
