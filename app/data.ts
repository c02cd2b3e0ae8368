import { headers } from 'next/headers'
import type { Job } from '#core/job.ts'
import { parseJobId } from '#core/job-id.ts'
import { describeJobType, type JobType } from '#core/job-type.ts'
import { catalogue } from '#workers/catalogue.gen.ts'
import { services } from './services.ts'

/** Every job type, described for forms and cards. */
export const jobTypes = (): JobType[] => [...catalogue].map(([type, definition]) => describeJobType(type, definition))

export type FoundJob = { job: Job } | { gone: 'unknown' | 'expired' }

/** The job a page is about. */
export async function findJob(id: string): Promise<FoundJob> {
  const address = parseJobId(id)
  if (!address) return { gone: 'unknown' }
  const { reader } = await services()
  const [job] = (await reader.jobs(address.queue, [address.id])).jobs
  return job ? { job } : { gone: 'unknown' }
}

/** The nonce the custom server chose for this request's scripts and styles. */
export async function requestNonce(): Promise<string | undefined> {
  return (await headers()).get('x-nonce') ?? undefined
}
