import type { Job } from './job.ts'

/** Until when a finished job can be read; undefined while it runs, while it is pinned, and when nobody promised anything. */
export function keptUntil(job: Job): number | undefined {
  if (job.state === 'success') return job.result.expiresAt
  return job.state === 'failure' ? job.expiresAt : undefined
}
