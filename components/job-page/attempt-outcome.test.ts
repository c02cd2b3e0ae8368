import { expect, test } from 'vitest'
import { noon, sampleJobs } from '#components/testing/sample-jobs.ts'
import type { Job, JobAttempt } from '#core/job.ts'
import { attemptOutcome, hasSameError } from './attempt-outcome.ts'
import { stackFrames } from './stack-frames.ts'

const attempt = (more: Partial<JobAttempt> = {}): JobAttempt => ({ number: 1, startedAt: noon, ...more })
const error = { name: 'Error', message: 'It broke' }
const of = (base: Job, ...attempts: JobAttempt[]): Job => ({ ...base, attempts })

test.each<[string, Job]>([
  ['running', of(sampleJobs.running, attempt())],
  ['success', of(sampleJobs.success, attempt({ finishedAt: noon + 1 }))],
  ['waited', of(sampleJobs.pending, attempt({ finishedAt: noon + 1, waited: true }))],
  ['failed', of(sampleJobs.failure, attempt({ finishedAt: noon + 1, error }))],
  ['cancelled', of(sampleJobs.failure, attempt({ error, reason: 'cancelled' }))],
  ['timeout', of(sampleJobs.pending, attempt({ error, reason: 'timeout' }))],
  ['lost', of(sampleJobs.running, attempt(), attempt({ number: 2 }))],
  ['lost', of(sampleJobs.pending, attempt())],
])('an attempt is %s when its record says so', (outcome, job) => {
  expect(attemptOutcome(job, 0)).toBe(outcome)
})

test('an error is the same as the one before when name and message are', () => {
  expect(hasSameError(attempt({ error }), attempt({ error: { ...error } }))).toBe(true)
  expect(hasSameError(attempt({ error }), attempt({ error: { ...error, message: 'Else' } }))).toBe(false)
  expect(hasSameError(attempt({ error }), undefined)).toBe(false)
  expect(hasSameError(attempt(), attempt())).toBe(false)
})

test('of a stack the frames of the job’s own code are told from those of Node and of packages', () => {
  const stack = [
    'Error: It broke',
    'at the door',
    '    at parse (/app/workers/parse.ts:3:1)',
    '    at next (/app/node_modules/csv/lib.js:1:1)',
    '    at process.processTicksAndRejections (node:internal/process:1:1)',
    '    at async run (/app/workers/run.ts:9:1)',
  ].join('\n')
  const { own, all } = stackFrames(stack)
  expect(own).toEqual(['at parse (/app/workers/parse.ts:3:1)', 'at async run (/app/workers/run.ts:9:1)'])
  expect(all).toHaveLength(4)
})
