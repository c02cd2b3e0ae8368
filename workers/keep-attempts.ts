import { keptAttempts } from '#core/job-limits.ts'
import type { FailureReason } from '#core/job-state.ts'
import { attemptsField, resultField } from '#server/queues.ts'
import {
  type AttemptRecord,
  attemptsSchema,
  cancelRecordSchema,
  parseStored,
  type ResultRecord,
} from '#server/reader/job-record.ts'
import type { JobHash } from './job-hash.ts'

const maxMessage = 8 * 1024
const maxStack = 4 * 1024

/** How an attempt ended. */
export interface AttemptEnd {
  /** What it left behind. */
  left?: ResultRecord
  cancelAskedAt?: number
}

export interface AttemptKeeper {
  /** When somebody asked for the end of this attempt, if that was before it began. */
  askedAt?: number
  /** Whether an attempt before has ended to wait for the job's children. */
  hasWaited: boolean
  succeeded(end: AttemptEnd): Promise<void>
  failed(error: Error, reason: FailureReason, end: AttemptEnd): Promise<void>
  /** It ended to wait for the job's children. */
  waited(): Promise<void>
}

export interface Started {
  attempt: number
  startedAt: number
  worker: string
}

/**
 * Keeps a record of every attempt in the job's hash; BullMQ keeps only stack traces. It is written before BullMQ moves the job, so
 * whoever reads the job after the move finds it. An attempt that was started and never ended lost its worker.
 */
export async function keepAttempts(hash: JobHash, { attempt, startedAt, worker }: Started): Promise<AttemptKeeper> {
  const begun: AttemptRecord = { number: attempt, startedAt, worker }
  const known = await hash.begin(JSON.stringify([begun]))
  const earlier = parseStored(attemptsSchema, known.attempts) ?? []
  const others = earlier.filter((record) => record.number !== attempt)
  const cancel = parseStored(cancelRecordSchema, known.cancel)

  async function write(end: Partial<AttemptRecord>, left?: ResultRecord): Promise<void> {
    const record: AttemptRecord = { ...begun, ...end }
    await hash.keep({
      [attemptsField]: JSON.stringify([...others, record].slice(-keptAttempts)),
      ...(left && { [resultField]: JSON.stringify(left) }),
    })
  }

  if (known.attempts !== null) await write({})
  return {
    askedAt: cancel?.attempt === attempt ? cancel.at : undefined,
    hasWaited: earlier.some(({ waited }) => waited),
    waited: () => write({ finishedAt: Date.now(), waited: true }),
    succeeded: ({ left, cancelAskedAt }) => write({ finishedAt: Date.now(), cancelAskedAt }, left),
    failed: ({ name, message, stack }, reason, { left, cancelAskedAt }) => {
      const error = { name, message: message.slice(0, maxMessage), stack: stack?.slice(0, maxStack) }
      return write({ finishedAt: Date.now(), error, reason, cancelAskedAt }, left)
    },
  }
}
