import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyJob } from '#core/testing/arbitrary-job.ts'
import { jobOf } from '#core/testing/job-of.ts'
import { restJob, withIsoTimes } from './rest-job.ts'

test('every time of a job is ISO 8601, everything else is as it was', () => {
  const job = jobOf('failure', { times: { submittedAt: 0, startedAt: 1_000 }, stages: [{ stage: 'a', at: 5 }] })
  expect(restJob(job)).toMatchObject({
    state: 'failure',
    attempt: { current: 1, max: 3 },
    times: { submittedAt: '1970-01-01T00:00:00.000Z', startedAt: '1970-01-01T00:00:01.000Z' },
    stages: [{ stage: 'a', at: '1970-01-01T00:00:00.005Z' }],
    error: { at: '1970-01-01T00:00:02.000Z', attempt: 1 },
    attempts: [{ number: 1, startedAt: '1970-01-01T00:00:01.000Z' }],
  })
})

test('no time of any job is left as a number', () => {
  fc.assert(
    fc.property(anyJob(), (job) => {
      expect(JSON.stringify(restJob(job))).not.toMatch(/"(at|\w+At)":-?\d/)
    }),
  )
})

test('the job that is given stays as it is', () => {
  const job = jobOf('success')
  restJob(job)
  expect(job).toEqual(jobOf('success'))
})

test('a number that is no time is null, and an absent one stays absent', () => {
  expect(withIsoTimes({ at: 1e300, startedAt: undefined, finishedAt: null, nested: [{ at: Number.NaN }] })).toEqual({
    ...{ at: null, startedAt: undefined, finishedAt: null, nested: [{ at: null }] },
  })
})

test.each([null, 'text', 5, true, []])('%j has no times', (value) => {
  expect(withIsoTimes(value)).toEqual(value)
})
