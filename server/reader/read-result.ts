import { JobNotFinishedError } from '#core/errors.ts'
import type { Job } from '#core/job.ts'
import type { JobAddress } from '#core/job-id.ts'
import { attemptsField, type Queues, queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { type AttemptRecord, attemptsSchema, parseStored } from './job-record.ts'

interface Source {
  redis: RedisClient
  queues: Pick<Queues, 'prefix'>
}

const field = ({ redis, queues }: Source, { queue, id }: JobAddress, name: string): Promise<string | null> =>
  redis.hget(queueKey(queues.prefix, queue, id), name)

/** What a job returned, as JSON text: never parsed here, so its size costs nothing. Throws `JobNotFinishedError` while there is none. */
export async function readResult(source: Source, job: Job, address: JobAddress): Promise<string> {
  if (job.state !== 'success') throw new JobNotFinishedError(job.id, job.state)
  if (!job.result.available) return 'null'
  return (await field(source, address, 'returnvalue')) ?? 'null'
}

/** The attempts the worker kept, with the stacks of their errors. */
export const readAttempts = async (source: Source, address: JobAddress): Promise<AttemptRecord[]> =>
  parseStored(attemptsSchema, await field(source, address, attemptsField)) ?? []
