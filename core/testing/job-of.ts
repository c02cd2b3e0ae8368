import type { Job, JobBase } from '#core/job.ts'
import type { JobState } from '#core/job-state.ts'
import { noProgress } from '#core/no-progress.ts'

const base: JobBase = {
  id: 'mail:1',
  queue: 'mail',
  type: 'mail',
  label: 'A mail',
  attempt: { current: 1, max: 3 },
  progress: noProgress,
  stages: [],
  attempts: [{ number: 1, startedAt: 1_000 }],
  times: { submittedAt: 500, startedAt: 1_000 },
  tags: [],
  flags: [],
  version: '10-0',
}

const stateData = {
  pending: { state: 'pending', reason: 'queued' },
  running: { state: 'running' },
  success: { state: 'success', result: { available: true, bytes: 2, files: [] } },
  failure: {
    state: 'failure',
    reason: 'error',
    error: { name: 'Error', message: 'It broke.', at: 2_000, attempt: 1 },
  },
} as const satisfies Record<JobState, object>

/** A plain job in a state; what a test is about is given in `over`. */
export const jobOf = (state: JobState, over: Partial<JobBase> = {}): Job =>
  // Copied, so that no test can change what the next one gets.
  structuredClone({ ...base, ...over, ...stateData[state] }) as Job
