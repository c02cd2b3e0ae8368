import { headers } from 'next/headers'
import type { ChildrenPage } from '#core/children-page.ts'
import { JobExpiredError, JobIdFormatError, UnknownJobError } from '#core/errors.ts'
import { TooManyChildrenError } from '#core/flow-errors.ts'
import type { Job } from '#core/job.ts'
import type { JobAddress } from '#core/job-id.ts'
import { describeJobType, type JobType } from '#core/job-type.ts'
import type { Principal } from '#core/principal.ts'
import type { Tombstone } from '#core/tombstone.ts'
import { requireJobRight, showsJobsOf } from '#server/auth/job-rights.ts'
import { readChildrenPage } from '#server/flows/children-page.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { catalogue } from '#workers/catalogue.gen.ts'
import { appEnvironment } from './app-environment.ts'
import { type Services, services } from './services.ts'

/** Every job type, described for forms and cards. */
export const jobTypes = (): JobType[] =>
  [...catalogue].map(([type, definition]) => describeJobType(type, definition, appEnvironment()))

/** `family` are the first of its children, where it has any and they can be listed. */
export type FoundJob = { job: Job; family?: ChildrenPage } | { tombstone: Tombstone } | undefined

/** The job a page is about, or what is left of it; undefined when there is no such job, or none for who asks. */
export async function findJob(principal: Principal, id: string): Promise<FoundJob> {
  try {
    const open = await services()
    await requireJobRight(open, principal, 'job.view', id)
    const { job, address } = await requireJob(open, id)
    return job.children ? { job, family: await readFamily(open, principal, address) } : { job }
  } catch (error) {
    if (error instanceof JobExpiredError) return { tombstone: error.tombstone }
    if (error instanceof UnknownJobError || error instanceof JobIdFormatError) return undefined
    throw error
  }
}

async function readFamily(open: Services, principal: Principal, parent: JobAddress): Promise<ChildrenPage | undefined> {
  try {
    const page = await readChildrenPage(open, parent, { shows: showsJobsOf(principal) })
    // The page watches them, and knows more than this in a moment.
    return { ...page, children: page.children.map(({ id, state }) => ({ id, state })) }
  } catch (error) {
    // The counts are still worth a page.
    if (error instanceof TooManyChildrenError) return undefined
    throw error
  }
}

/** The nonce the custom server chose for this request's scripts and styles. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
