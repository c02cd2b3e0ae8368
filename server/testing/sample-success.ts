import type { JobIn, JobResult } from '#core/job.ts'

/** A job that succeeded in its first attempt. */
export const sampleSuccess = (id: string, result: Partial<JobResult>): JobIn<'success'> => ({
  ...{ id, queue: 'mail', type: 'mail', label: 'Ada', state: 'success', version: '1-0' },
  ...{ attempt: { current: 1, max: 1 }, attempts: [], progress: { percent: 100 }, stages: [], tags: [], flags: [] },
  times: { submittedAt: 0, startedAt: 1, finishedAt: 2 },
  result: { available: true, bytes: 2, files: [], ...result },
})
