import type { Job } from '#core/job.ts'

/** Until when a finished job can be read; undefined while it runs and when nobody promised anything. */
export function keptUntil(job: Job): number | undefined {
  if (job.state === 'success') return job.result.expiresAt
  return job.state === 'failure' ? job.expiresAt : undefined
}
