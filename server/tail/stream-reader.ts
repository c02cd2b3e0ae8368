import type { Redis, Result } from 'ioredis'
import { z } from 'zod'
import type { StreamId } from '#core/stream-id.ts'
import type { TailEntry } from './event-tail.ts'
import { readScript } from './read-script.ts'
import type { StreamInfo } from './stream-position.ts'

/** One stream to read: what is newer than `after`, or only where it ends. */
export interface StreamRequest {
  key: string
  after?: StreamId
}

export type StreamRead =
  | { kind: 'read'; info: StreamInfo; entries: TailEntry[]; more: boolean }
  /** It cannot be read: the key is no stream, or its answer makes no sense. */
  | { kind: 'broken'; why: string }

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillReadStreams(...args: [keys: number, ...keysAndCursors: string[]]): Result<unknown, Context>
  }
}

/** More streams than this in one call would hold Redis up. */
const streamsPerCall = 100

const streamId = z.string().regex(/^\d{1,20}-\d{1,20}$/)
const text = z.string()
const answerSchema = z.union([
  z.tuple([z.literal('broken'), text]).transform(([kind, why]): StreamRead => ({ kind, why })),
  z.tuple([z.literal('read'), streamId, streamId, z.number(), z.number(), z.number(), z.array(z.unknown())]).transform(
    ([kind, last, first, added, length, more, entries]): StreamRead => ({
      kind,
      info: { last, first, added: added < 0 ? undefined : added, length },
      entries: entries.map(entryOf),
      more: more === 1,
    }),
  ),
])

/** Reads many streams, in calls that hold up neither Redis nor this process; answers in the order of the requests. */
export function createStreamReader(redis: Redis) {
  redis.defineCommand('waybillReadStreams', { lua: readScript })
  return async function readStreams(requests: readonly StreamRequest[]): Promise<StreamRead[]> {
    const reads: StreamRead[] = []
    for (let from = 0; from < requests.length; from += streamsPerCall) {
      const some = requests.slice(from, from + streamsPerCall)
      const keys = some.map(({ key }) => key)
      const answers = await redis.waybillReadStreams(keys.length, ...keys, ...some.map(({ after }) => after ?? ''))
      reads.push(...some.map((_, i) => streamRead(Array.isArray(answers) ? answers[i] : undefined)))
    }
    return reads
  }
}

/** What the script answered for one stream; an answer nobody can read breaks only that stream. */
export function streamRead(answer: unknown): StreamRead {
  try {
    return answerSchema.parse(answer)
  } catch {
    return { kind: 'broken', why: 'Redis described the stream in a way that cannot be read.' }
  }
}

function entryOf(answer: unknown): TailEntry {
  const [id, leftOut, flat]: unknown[] = Array.isArray(answer) ? answer : []
  if (typeof id !== 'string' || typeof leftOut !== 'number' || !Array.isArray(flat)) throw new Error('It is no entry.')
  const fields: Record<string, string> = Object.create(null)
  for (let i = 0; i + 1 < flat.length; i += 2) fields[String(flat[i])] = String(flat[i + 1])
  return leftOut > 0 ? { id, fields, leftOut } : { id, fields }
}
