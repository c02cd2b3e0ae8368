import type { Result } from 'ioredis'
import { type JobAddress, randomId } from '#core/job-id.ts'
import { keptLogLines, type LogEntry } from '#core/log-line.ts'
import { attemptsField, cancelField, queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { appendLogScript } from './append-log-script.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillBegin(job: string, attempt: number, attempts: string): Result<[string | null, string | null], Context>
    waybillKeep(job: string, attempt: number, ...fieldsAndValues: string[]): Result<number, Context>
    waybillAppendLog(
      ...args: [
        ...keys: [job: string, logs: string, events: string, meta: string],
        ...head: [id: string, attempt: number, append: string, kept: number, skipped: number],
        ...lines: string[],
      ]
    ): Result<number, Context>
  }
}

// Writes only while this attempt is still the job's: a worker that lost its job must not overwrite what the next one keeps, and a
// write must never bring a removed job's key back.
const keepScript = `
if tonumber(redis.call('HGET', KEYS[1], 'ats') or '-1') ~= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
return 1
`

// The first attempt is noted in the same step as it is seen to be the first.
const beginScript = `
local known = redis.call('HMGET', KEYS[1], '${attemptsField}', '${cancelField}')
local isOwn = tonumber(redis.call('HGET', KEYS[1], 'ats') or '-1') == tonumber(ARGV[1])
if isOwn and not known[1] then redis.call('HSET', KEYS[1], '${attemptsField}', ARGV[2]) end
return known
`

/** A script holds everybody else up while it runs: so many lines and characters go in one. */
const linesPerCall = 1_000
const charactersPerCall = 1024 * 1024

/** What the worker itself writes into a running job's keys; the rest is BullMQ's. */
export interface JobHash {
  /** Notes `attempts` if the job has had none before. Returns what was noted before, and who asked for the end of the job. */
  begin(attempts: string): Promise<{ attempts: string | null; cancel: string | null }>
  /** Keeps fields in one step. False when the attempt is no longer the job's current one. */
  keep(fields: Readonly<Record<string, string>>): Promise<boolean>
  /** Appends lines to the job's log and announces them; `skipped` others came before these and were too many to be kept. */
  log(lines: readonly LogEntry[], skipped?: number): Promise<void>
}

export function prepareJobHashes(redis: RedisClient, prefix: string): (job: JobAddress, attempt: number) => JobHash {
  redis.defineCommand('waybillBegin', { lua: beginScript, numberOfKeys: 1 })
  redis.defineCommand('waybillKeep', { lua: keepScript, numberOfKeys: 1 })
  redis.defineCommand('waybillAppendLog', { lua: appendLogScript, numberOfKeys: 4 })
  return ({ queue, id }, attempt) => {
    const key = queueKey(prefix, queue, id)
    // BullMQ keeps a job's log under this name, and removes it with the job.
    const keys = [key, `${key}:logs`, queueKey(prefix, queue, 'events'), queueKey(prefix, queue, 'meta')] as const
    // Names every append, so that one which a lost connection makes the client send again is known.
    let run: string | undefined
    let appends = 0
    return {
      async begin(noted) {
        const [attempts, cancel] = await redis.waybillBegin(key, attempt, noted)
        return { attempts, cancel }
      },
      keep: async (fields) => (await redis.waybillKeep(key, attempt, ...Object.entries(fields).flat())) === 1,
      async log(lines, skipped = 0) {
        run ??= randomId()
        let before = skipped
        for (const part of parts(lines.map((line) => JSON.stringify(line)))) {
          appends += 1
          await redis.waybillAppendLog(...keys, id, attempt, `${run}.${appends}`, keptLogLines, before, ...part)
          before = 0
        }
      },
    }
  }
}

function* parts(lines: readonly string[]): Generator<string[]> {
  let part: string[] = []
  let characters = 0
  for (const line of lines) {
    part.push(line)
    characters += line.length
    if (part.length < linesPerCall && characters < charactersPerCall) continue
    yield part
    part = []
    characters = 0
  }
  if (part.length > 0) yield part
}
