import { JobExpiredError, JobIdFormatError, UnknownJobError } from '#core/errors.ts'
import type { Job } from '#core/job.ts'
import { type JobAddress, parseJobId } from '#core/job-id.ts'
import { keptUntil } from '#core/kept-until.ts'
import { tombstoneOf } from '#core/tombstone.ts'
import type { Tombstones } from '#server/retention/tombstones.ts'
import type { JobReader } from './job-reader.ts'

export interface JobSources {
  reader: Pick<JobReader, 'jobs'>
  tombstones: Tombstones
}

/**
 * The job somebody asks for. A job is expired from the very moment that was promised, also in the seconds until it is removed: what can
 * be read does not depend on when the sweeper comes. Throws `JobIdFormatError`, `UnknownJobError` and `JobExpiredError`.
 */
export async function requireJob(
  { reader, tombstones }: JobSources,
  id: string,
  now = Date.now(),
): Promise<{ job: Job; address: JobAddress }> {
  const address = parseJobId(id)
  if (!address) throw new JobIdFormatError()
  const [job] = (await reader.jobs(address.queue, [address.id])).jobs
  const until = job && keptUntil(job)
  const isOver = until !== undefined && until <= now
  if (job && !isOver) return { job, address }
  const tombstone = job && until !== undefined ? tombstoneOf(job, until) : await tombstones.find(address)
  throw tombstone ? new JobExpiredError(id, tombstone) : new UnknownJobError()
}
