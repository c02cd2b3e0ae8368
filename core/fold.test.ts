import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyJobEvent } from './fold.ts'
import type { Job } from './job.ts'
import type { JobEvent, JobEventType } from './job-event.ts'
import { cancelling, pinned, workerLost } from './job-flags.ts'
import { keptAttempts } from './job-limits.ts'
import { isFinished, jobStates, nextState, transitions } from './job-state.ts'
import { keptUntil } from './kept-until.ts'
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

test.each(jobStates)('[I3] lines of the log leave a job in %s the same object, and make none of nothing', (state) => {
  const lines = [{ seq: 1, at: 2_000, level: 'info' as const, text: 'one' }]
  const logged: JobEvent = { ...fact, version: '99-0', attempt: 9, type: 'logged', lines }
  const job = jobOf(state)
  expect(applyJobEvent(job, logged)).toBe(job)
  expect(applyJobEvent(undefined, logged)).toBeUndefined()
})

test.each(jobStates)('a pin holds a job that has ended, and says nothing about one in %s that has not', (state) => {
  const job = jobOf(state)
  const pin = applyJobEvent(job, { ...fact, type: 'pinned', pinned: true })
  if (!isFinished(state)) return expect(pin).toBe(job)
  expect(pin).toMatchObject({ state, flags: [pinned], version: '11-0' })
  expect(pin && keptUntil(pin)).toBeUndefined()
  const unpin = applyJobEvent(pin, { ...fact, version: '12-0', type: 'pinned', pinned: false, expiresAt: 9_000 })
  expect(unpin?.flags).toEqual([])
  expect(unpin && keptUntil(unpin)).toBe(9_000)
})

test('a pin is about one end of a job: a retry makes it pass, and it never reaches another attempt', () => {
  const job = jobOf('failure', { flags: [pinned] })
  const queued: JobEvent = { ...fact, type: 'queued', reason: 'queued', maxAttempts: 3 }
  expect(applyJobEvent(job, queued)?.flags).toEqual([])
  expect(applyJobEvent(job, { ...fact, attempt: job.attempt.current + 1, type: 'pinned', pinned: false })).toBe(job)
})

test('[G16] a running job that is to be cancelled says so once, and when, and keeps what else it is flagged with', () => {
  const job = jobOf('running', { flags: [workerLost] })
  const asked = applyJobEvent(job, { ...fact, type: 'cancelling', askedAt: 1_500 })
  expect(asked).toMatchObject({
    ...{ state: 'running', flags: [workerLost, cancelling] },
    attempts: [{ number: 1, startedAt: 1_000, cancelAskedAt: 1_500 }],
  })
  const again = applyJobEvent(asked, { ...fact, version: '12-0', type: 'cancelling', askedAt: 1_500 })
  expect(again?.flags).toEqual([workerLost, cancelling])
})

test('[G16] an attempt that ended before it was asked for its end says nothing of that, and its flag is gone', () => {
  const asked = applyJobEvent(jobOf('running'), { ...fact, version: '10-1', type: 'cancelling', askedAt: 1_500 })
  const result = { available: true, bytes: 2, files: [] }
  const done = applyJobEvent(asked, { ...fact, type: 'succeeded', finishedAt: 2_000, ended, result })
  expect(done).toMatchObject({ state: 'success', flags: [] })
  expect(done?.attempts).toEqual([ended])
})

test('[G16] a job that is cancelled in line keeps its attempts', () => {
  const failed: JobEvent = {
    ...fact,
    type: 'failed',
    finishedAt: 2_000,
    reason: 'cancelled',
    error,
    ended,
    maxAttempts: 3,
  }
  const retrying = jobOf('pending', { attempts: [ended] })
  expect(applyJobEvent(retrying, failed)?.attempts).toEqual([ended])
  const { ended: _none, ...never } = failed
  const fresh = jobOf('pending', { attempt: { current: 0, max: 3 }, attempts: [] })
  expect(applyJobEvent(fresh, { ...never, attempt: 0 })).toMatchObject({ state: 'failure', attempts: [] })
})

test.each(jobStates)('a job in %s names the jobs that repeat it, and goes on naming them', (state) => {
  const job = jobOf(state)
  const retriedAs = ['mail:2']
  const repeated = applyJobEvent(job, { id: job.id, version: '11-0', attempt: 0, type: 'retried', retriedAs })
  expect(repeated).toEqual({ ...job, version: '11-0', retriedAs })
  const late = applyJobEvent(repeated, { id: job.id, version: '10-1', attempt: 0, type: 'retried', retriedAs: [] })
  expect(late).toBe(repeated)
  const queued = { id: job.id, version: '12-0', attempt: 1, type: 'queued', reason: 'queued', maxAttempts: 3 } as const
  expect(applyJobEvent(repeated, queued)).toMatchObject({ retriedAs })
})

const children = { total: 3, done: 1, failed: 0 }
const counted = (version: string, over: object = {}): JobEvent => ({
  ...{ id: 'mail:1', version, attempt: 0, type: 'counted', children: { ...children, ...over } },
})

test('[I3] counts of children are taken of any moment that is not before the job, and the last ones told hold', () => {
  const job = jobOf('running', { version: '10-0' })
  const first = applyJobEvent(job, counted('10-0'))
  expect(first).toEqual({ ...job, children })
  expect(applyJobEvent(first, counted('10-0'))).toBe(first)
  const second = applyJobEvent(first, counted('10-0', { done: 2 }))
  expect(second?.children).toEqual({ ...children, done: 2 })
  expect(applyJobEvent(second, counted('9-9'))).toBe(second)
})

test('[I8] counts of children move no version: what comes next in the queue of the parent is still newer', () => {
  const job = applyJobEvent(jobOf('running', { version: '10-0' }), counted('20-0'))
  expect(job?.version).toBe('10-0')
})

test.each(jobStates)(
  'whatever happens to a job in %s, it keeps its parent, its children, its schedule and its origin',
  (state) => {
    const family = { parent: 'images:1', children, schedule: { id: 's_1', name: 'Nightly' }, foreign: true as const }
    for (const transition of transitions) {
      fc.assert(
        fc.property(anyEvent('mail:1', [transition]), (event) => {
          const job = jobOf(state, { ...family, version: '0-1', attempt: { current: 0, max: 1 } })
          expect(applyJobEvent(job, event)).toMatchObject(family)
        }),
        { numRuns: 20 },
      )
    }
  },
)
