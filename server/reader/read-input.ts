import { z } from 'zod'
import type { JobAddress } from '#core/job-id.ts'
import { type Queues, queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'

interface Source {
  redis: RedisClient
  queues: Pick<Queues, 'prefix'>
}

/** What a job was given: as a value, or as the beginning of a text where it is too large or, in other programs' jobs, no JSON. */
export type StoredInput = { input: unknown; priority?: number } | { text: string; bytes: number }

/** The largest input that is read as a whole, in bytes, and how much is shown of a larger one. Waybill itself takes less. */
const maxBytes = 1024 * 1024
const shownBytes = 64 * 1024

// A large value must not leave Redis as a whole.
const script = `
local bytes = redis.call('HSTRLEN', KEYS[1], 'data')
local data = redis.call('HGET', KEYS[1], 'data') or 'null'
if bytes > tonumber(ARGV[1]) then data = string.sub(data, 1, tonumber(ARGV[2])) end
return { bytes, data, redis.call('HGET', KEYS[1], 'priority') or '' }
`
const replySchema = z.tuple([z.number(), z.string(), z.string()])

/** What a job was given, and the priority it was given. */
export async function readInput({ redis, queues }: Source, { queue, id }: JobAddress): Promise<StoredInput> {
  const key = queueKey(queues.prefix, queue, id)
  const reply = await redis.eval(script, 1, key, maxBytes, shownBytes)
  const [bytes, text, priority] = replySchema.parse(reply)
  if (bytes > maxBytes) return { text, bytes }
  try {
    return { input: JSON.parse(text), ...(Number(priority) > 0 && { priority: Number(priority) }) }
  } catch {
    // Somebody else's data may be anything.
    return { text: text.slice(0, shownBytes), bytes }
  }
}
