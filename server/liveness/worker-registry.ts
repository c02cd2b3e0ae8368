import type { Result } from 'ioredis'
import { z } from 'zod'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'

/** How often a worker process gives a sign of life, and how long one holds. */
export const beatEveryMs = 2_000
export const beatLifeMs = 6_000

/** The most job ids one beat names. */
export const maxBeatJobs = 500

/** How long a worker that fell silent is remembered, and how many of them are. */
const keepLostMs = 24 * 60 * 60 * 1000
const maxLost = 50

/** What a worker process says of itself. `jobs` are the ids of jobs it runs, in Waybill's form. */
export const workerBeatSchema = z.object({
  name: z.string(),
  host: z.string(),
  pid: z.number(),
  startedAt: z.number(),
  types: z.array(z.string()),
  jobs: z.array(z.string()),
  /** Of Waybill; workers of an older one do not tell it. */
  version: z.string().optional().catch(undefined),
  /** How many jobs of each type it runs at a time. */
  concurrency: z.record(z.string(), z.number()).optional().catch(undefined),
})
export type WorkerBeat = z.infer<typeof workerBeatSchema>

/** A worker process, and how long ago it gave its last sign of life. */
export type HeardWorker = WorkerBeat & { silentMs: number }

export interface WorkerCensus {
  online: HeardWorker[]
  /** Those that fell silent without a word, the last one first: for a day, and at most the last fifty. */
  lost: HeardWorker[]
}

/** Knows which worker processes are alive. Names the workers as BullMQ does on a job (`pb`). */
export interface WorkerRegistry {
  beat(beat: WorkerBeat): Promise<void>
  /** The process ends in order: nobody has to wait until its last beat is too old. */
  leave(name: string): Promise<void>
  /** Costs one command. */
  census(): Promise<WorkerCensus>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillBeat(workers: string, record: string, name: string, beat: string, keepMs: number): Result<number, Context>
    waybillWorkers(
      ...args: [workers: string, records: string, lifeMs: number, keepMs: number, most: number]
    ): Result<unknown, Context>
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

// Whoever is too old or one too many is forgotten. Rows are the silence in milliseconds and the beat, the last one heard first.
const workersScript = `${now}
local at, life, keep, most = now(), tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local heard = redis.call('ZREVRANGE', KEYS[1], 0, 1999, 'WITHSCORES')
local rows, lost = {}, 0
for i = 1, #heard, 2 do
  local name, silent = heard[i], math.max(0, at - tonumber(heard[i + 1]))
  if silent > life then lost = lost + 1 end
  if silent > keep or lost > most then
    redis.call('ZREM', KEYS[1], name)
    redis.call('DEL', KEYS[2] .. name)
  else
    local beat = redis.call('GET', KEYS[2] .. name)
    if beat then rows[#rows + 1] = { silent, beat } end
  end
end
return rows
`

const censusReplySchema = z.array(z.tuple([z.number(), z.string()]))

/** Two Waybills with different prefixes on one Redis have different workers. `{meta}` keeps the keys in one slot of a cluster. */
export function createWorkerRegistry(redis: RedisClient, prefix: string, lifeMs = beatLifeMs): WorkerRegistry {
  redis.defineCommand('waybillBeat', { lua: beatScript, numberOfKeys: 2 })
  redis.defineCommand('waybillWorkers', { lua: workersScript, numberOfKeys: 2 })
  const workers = `waybill:{meta}:${prefix}:workers`
  const records = `waybill:{meta}:${prefix}:worker:`
  return {
    async beat(beat) {
      const jobs = beat.jobs.slice(0, maxBeatJobs)
      await redis.waybillBeat(workers, records + beat.name, beat.name, JSON.stringify({ ...beat, jobs }), keepLostMs)
    },
    async leave(name) {
      await redis.multi().del(`${records}${name}`).zrem(workers, name).exec()
    },
    async census() {
      const reply = await redis.waybillWorkers(workers, records, lifeMs, keepLostMs, maxLost)
      const heard = censusReplySchema.parse(reply).flatMap(([silentMs, text]) => {
        const beat = parseStored(workerBeatSchema, text)
        return beat ? [{ ...beat, silentMs }] : []
      })
      return {
        online: heard.filter(({ silentMs }) => silentMs <= lifeMs),
        lost: heard.filter(({ silentMs }) => silentMs > lifeMs),
      }
    },
  }
}
