import { headers } from 'next/headers'
import { JobExpiredError, JobIdFormatError, UnknownJobError } from '#core/errors.ts'
import type { Job } from '#core/job.ts'
import { describeJobType, type JobType } from '#core/job-type.ts'
import type { Tombstone } from '#core/tombstone.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { catalogue } from '#workers/catalogue.gen.ts'
import { appEnvironment } from './app-environment.ts'
import { services } from './services.ts'

/** Every job type, described for forms and cards. */
export const jobTypes = (): JobType[] =>
  [...catalogue].map(([type, definition]) => describeJobType(type, definition, appEnvironment()))

export type FoundJob = { job: Job } | { tombstone: Tombstone } | undefined

/** The job a page is about, or what is left of it; undefined when there is no such job. */
export async function findJob(id: string): Promise<FoundJob> {
  try {
    return await requireJob(await services(), id)
  } catch (error) {
    if (error instanceof JobExpiredError) return { tombstone: error.tombstone }
    if (error instanceof UnknownJobError || error instanceof JobIdFormatError) return undefined
    throw error
  }
}

/** The nonce the custom server chose for this request's scripts and styles. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
