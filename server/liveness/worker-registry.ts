import type { Result } from 'ioredis'
import { z } from 'zod'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'

/** How often a worker process gives a sign of life, and how long one holds. */
export const beatEveryMs = 2_000
export const beatLifeMs = 6_000

/** The most job ids one beat names. */
export const maxBeatJobs = 500

/** What a worker process says of itself. `jobs` are the ids of jobs it runs, in Waybill's form. */
export const workerBeatSchema = z.object({
  name: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: z.number(),
  types: z.array(z.string()),
  jobs: z.array(z.string()),
})
export type WorkerBeat = z.infer<typeof workerBeatSchema>

/** Knows which worker processes are alive. Names the workers as BullMQ does on a job (`pb`). */
export interface WorkerRegistry {
  beat(beat: WorkerBeat): Promise<void>
  /** The process ends in order: nobody has to wait until its last beat is too old. */
  leave(name: string): Promise<void>
  online(): Promise<WorkerBeat[]>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillBeat(workers: string, record: string, name: string, beat: string, lifeMs: number): Result<number, Context>
    waybillWorkers(workers: string, records: string, lifeMs: number): Result<unknown, Context>
  }
}

// Times are those of Redis: the clocks of worker machines may differ.
const now = `
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
`

const beatScript = `${now}
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[1], now(), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
`

const workersScript = `${now}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now() - ARGV[1])
local beats = {}
for _, name in ipairs(redis.call('ZRANGE', KEYS[1], 0, 999)) do
  local beat = redis.call('GET', KEYS[2] .. name)
  if beat then beats[#beats + 1] = beat end
end
return beats
`

/** Two Waybills with different prefixes on one Redis have different workers. `{meta}` keeps the keys in one slot of a cluster. */
export function createWorkerRegistry(redis: RedisClient, prefix: string, lifeMs = beatLifeMs): WorkerRegistry {
  redis.defineCommand('waybillBeat', { lua: beatScript, numberOfKeys: 2 })
  redis.defineCommand('waybillWorkers', { lua: workersScript, numberOfKeys: 2 })
  const workers = `waybill:{meta}:${prefix}:workers`
  const records = `waybill:{meta}:${prefix}:worker:`
  return {
    async beat(beat) {
      const jobs = beat.jobs.slice(0, maxBeatJobs)
      await redis.waybillBeat(workers, records + beat.name, beat.name, JSON.stringify({ ...beat, jobs }), lifeMs)
    },
    async leave(name) {
      await redis.multi().del(`${records}${name}`).zrem(workers, name).exec()
    },
    async online() {
      const reply = z.array(z.string()).parse(await redis.waybillWorkers(workers, records, lifeMs))
      return reply.flatMap((text) => parseStored(workerBeatSchema, text) ?? [])
    },
  }
}
