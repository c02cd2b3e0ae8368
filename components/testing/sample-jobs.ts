import type { Job, JobBase } from '#core/job.ts'
import type { JobState } from '#core/job-state.ts'

/** A moment that every sample builds on. */
export const noon = Date.UTC(2026, 10, 20, 12)

const base: JobBase = {
  id: 'report:j_sample',
  queue: 'report',
  type: 'report',
  label: 'flights.csv',
  attempt: { current: 1, max: 3 },
  progress: { percent: null },
  stages: [],
  attempts: [],
  times: { submittedAt: noon },
  tags: [],
  flags: [],
  version: '1-0',
}

const startedAt = noon + 1_000
const finishedAt = noon + 61_000
const ran = { ...base, times: { submittedAt: noon, startedAt }, attempts: [{ number: 1, startedAt, worker: 'w1' }] }

/** One job in each state, as a reader of tests would expect it. */
export const sampleJobs: { [State in JobState]: Extract<Job, { state: State }> } = {
  pending: { ...base, attempt: { current: 0, max: 3 }, state: 'pending', reason: 'queued' },
  running: {
    ...ran,
    state: 'running',
    stage: 'parsing',
    stages: [{ stage: 'parsing', at: startedAt, attempt: 1 }],
    progress: { percent: 42, message: 'row 120 of 410' },
  },
  success: {
    ...ran,
    state: 'success',
    progress: { percent: 100 },
    attempts: [{ number: 1, startedAt, finishedAt }],
    times: { submittedAt: noon, startedAt, finishedAt },
    result: { available: true, bytes: 812, summary: '6 columns', expiresAt: noon + 3_600_000, files: [] },
  },
  failure: {
    ...ran,
    state: 'failure',
    reason: 'error',
    attempts: [{ number: 1, startedAt, finishedAt, error: { name: 'Error', message: 'It broke\nat line 7' } }],
    times: { submittedAt: noon, startedAt, finishedAt },
    error: { name: 'Error', message: 'It broke\nat line 7', at: finishedAt, attempt: 1 },
  },
}
