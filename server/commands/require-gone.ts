import { UnknownJobError } from '#core/errors.ts'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'

/** Says what became of a job that was there a moment ago. Always throws: `JobExpiredError` with what is still known, or `UnknownJobError`. */
export async function requireGone(services: JobSources, address: JobAddress): Promise<never> {
  await requireJob(services, formatJobId(address))
  throw new UnknownJobError()
}
