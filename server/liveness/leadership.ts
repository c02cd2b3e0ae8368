import { randomUUID } from 'node:crypto'
import type { Result } from 'ioredis'
import type { RedisClient } from '#server/redis.ts'

/** Of all processes that ask, at most one leads at a time. Who stops asking is followed by another within `termMs`. */
export interface Leadership {
  /** Takes or keeps the lead; true while this process has it. */
  hold(): Promise<boolean>
  release(): Promise<void>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillLead(key: string, id: string, termMs: number): Result<number, Context>
    waybillStepDown(key: string, id: string): Result<number, Context>
  }
}

const leadScript = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
`

const stepDownScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`

export function createLeadership(redis: RedisClient, key: string, termMs: number): Leadership {
  redis.defineCommand('waybillLead', { lua: leadScript, numberOfKeys: 1 })
  redis.defineCommand('waybillStepDown', { lua: stepDownScript, numberOfKeys: 1 })
  const id = randomUUID()
  return {
    hold: async () => (await redis.waybillLead(key, id, termMs)) === 1,
    async release() {
      await redis.waybillStepDown(key, id)
    },
  }
}
