import type { JobProgress } from './job.ts'

/** Progress of a job that has not said anything yet. */
export const noProgress: JobProgress = { percent: null }
