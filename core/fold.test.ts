import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyJobEvent } from './fold.ts'
import type { Job } from './job.ts'
import type { JobEvent, JobEventType } from './job-event.ts'
import { workerLost } from './job-flags.ts'
import { keptAttempts } from './job-limits.ts'
import { jobStates, nextState, transitions } from './job-state.ts'
import { anyEvent } from './testing/arbitrary-event.ts'
import { jobOf } from './testing/job-of.ts'

const removals: JobEventType[] = ['removed', 'expired']

test.each(jobStates)('a job in %s moves only along the table', (state) => {
  for (const transition of transitions) {
    fc.assert(
      fc.property(anyEvent('mail:1', [transition]), (event) => {
        const job = jobOf(state, { version: '0-1', attempt: { current: 0, max: 1 } })
        expect(applyJobEvent(job, event)?.state).toBe(nextState(state, transition) ?? state)
      }),
      { numRuns: 20 },
    )
  }
})

test.each(removals)('a job that is %s is gone, and an older one of these events does not remove it', (type) => {
  const fact = { id: 'mail:1', attempt: 1, type } as const
  expect(applyJobEvent(jobOf('success'), { ...fact, version: '11-0' } as JobEvent)).toBeUndefined()
  expect(applyJobEvent(jobOf('success'), { ...fact, version: '9-0' } as JobEvent)).toEqual(jobOf('success'))
})

test('an event of an earlier attempt is dropped', () => {
  const job = jobOf('running', { attempt: { current: 2, max: 3 } })
  const late: JobEvent = { id: job.id, version: '11-0', attempt: 1, type: 'progressed', progress: { percent: 90 } }
  expect(applyJobEvent(job, late)).toBe(job)
})

test('a new attempt starts without the progress and the custom state of the one before', () => {
  const job = jobOf('pending', { progress: { percent: 80 }, stage: 'writing', worker: 'worker-1' })
  const started: JobEvent = {
    id: job.id,
    version: '11-0',
    attempt: 2,
    type: 'started',
    startedAt: 3_000,
    maxAttempts: 3,
  }
  const next = applyJobEvent(job, started)
  expect(next).toMatchObject({ state: 'running', progress: { percent: null }, attempt: { current: 2 } })
  expect(next?.stage).toBeUndefined()
  expect(next?.worker).toBeUndefined()
  expect(next?.attempts.map((attempt) => attempt.number)).toEqual([1, 2])
})

test('a job carries only the last of its attempts', () => {
  let job: Job | undefined = jobOf('pending')
  for (let attempt = 2; attempt <= keptAttempts + 5; attempt += 1) {
    const fact = { id: 'mail:1', attempt, maxAttempts: 99 }
    job = applyJobEvent(job, { ...fact, version: `${attempt * 20}-0`, type: 'started', startedAt: attempt })
    job = applyJobEvent(job, { ...fact, version: `${attempt * 20}-1`, type: 'queued', reason: 'queued' })
  }
  expect(job?.attempts).toHaveLength(keptAttempts)
  expect(job?.attempts.at(-1)?.number).toBe(keptAttempts + 5)
})

test('a job that lost its worker too often keeps no attempt that never ran', () => {
  const attempts = [1, 2].map((number) => ({ number, startedAt: number }))
  const job = jobOf('running', { attempt: { current: 2, max: 3 }, attempts })
  const error = { name: 'Error', message: 'job stalled more than allowable limit', at: 3_000, attempt: 2 }
  const failed: JobEvent = {
    ...{ id: job.id, version: '11-0', attempt: 2, type: 'failed', finishedAt: 3_000, error, maxAttempts: 3 },
    reason: 'worker-lost',
  }
  expect(applyJobEvent(job, failed)?.attempts).toEqual([{ number: 1, startedAt: 1 }])
})

const fact = { id: 'mail:1', version: '11-0', attempt: 1 }
const ended = { number: 1, startedAt: 1_000, finishedAt: 2_000 }
const error = { name: 'Error', message: 'It broke.', at: 2_000, attempt: 1 }
const afterTheRun: JobEvent[] = [
  { ...fact, type: 'queued', reason: 'queued', maxAttempts: 3 },
  { ...fact, type: 'retrying', error, ended, maxAttempts: 3 },
  { ...fact, type: 'succeeded', finishedAt: 2_000, ended, result: { available: true, bytes: 2, files: [] } },
  { ...fact, type: 'failed', finishedAt: 2_000, ended, reason: 'error', error, maxAttempts: 3 },
]

test.each(afterTheRun)('a flag is about one run: it is gone when the run ends as $type', (event) => {
  const flagged = applyJobEvent(jobOf('running'), { ...fact, version: '10-1', type: 'flagged', flags: [workerLost] })
  expect(flagged).toMatchObject({ state: 'running', flags: [workerLost] })
  expect(applyJobEvent(flagged, event)?.flags).toEqual([])
})

test('progress of a flagged job changes nothing about the flag, and a flag of an earlier attempt is dropped', () => {
  const job = jobOf('running', { attempt: { current: 2, max: 3 }, flags: [workerLost] })
  const progressed: JobEvent = { ...fact, attempt: 2, type: 'progressed', progress: { percent: 90 } }
  expect(applyJobEvent(job, progressed)).toMatchObject({ progress: { percent: 90 }, flags: [workerLost] })
  expect(applyJobEvent(job, { ...fact, type: 'flagged', flags: [] })).toBe(job)
})
