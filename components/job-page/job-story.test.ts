import { expect, test } from 'vitest'
import { noon, sampleJobs } from '#components/testing/sample-jobs.ts'
import { sampleType } from '#components/testing/sample-type.ts'
import type { Job } from '#core/job.ts'
import { jobStates } from '#core/job-state.ts'
import { stageSteps } from './stage-steps.ts'
import { timelineEntries } from './timeline-entries.ts'

const places = (job: Job) => stageSteps(job, sampleType).map(({ stage, place }) => [stage, place])

const at = (seconds: number) => noon + seconds * 1_000

const secondAttempt: Job = {
  ...sampleJobs.running,
  attempt: { current: 2, max: 3 },
  attempts: [
    { number: 1, startedAt: at(1) },
    { number: 2, startedAt: at(50), worker: 'w2' },
  ],
  stages: [
    { stage: 'parsing', at: at(2), attempt: 1 },
    { stage: 'rendering', at: at(9), attempt: 1 },
    { stage: 'parsing', at: at(51), attempt: 2 },
  ],
}

test('the steps are where the job is in its latest attempt', () => {
  expect(places(secondAttempt)).toEqual([
    ['parsing', 'current'],
    ['rendering', 'ahead'],
  ])
})

test('a failed job shows where it stopped and what it did not reach, a successful one what it did not need', () => {
  const stages = [{ stage: 'parsing', at: at(2), attempt: 1 }]
  expect(places({ ...sampleJobs.failure, stages })).toEqual([
    ['parsing', 'stopped'],
    ['rendering', 'missed'],
  ])
  expect(places({ ...sampleJobs.success, stages })).toEqual([
    ['parsing', 'done'],
    ['rendering', 'skipped'],
  ])
})

test('a stage nobody declared comes last, by its own name', () => {
  const stages = [{ stage: 'thinking', at: at(2) }]
  expect(stageSteps({ ...sampleJobs.running, stages }, sampleType).at(-1)).toMatchObject({
    label: 'thinking',
    place: 'current',
  })
})

test.each(jobStates)('the story of a job in %s is told in the order of time', (state) => {
  const times = timelineEntries(sampleJobs[state], sampleType).flatMap((entry) => entry.at ?? [])
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('an attempt that lost its worker says so, when the next one begins', () => {
  const entries = timelineEntries(secondAttempt, sampleType)
  expect(entries.map(({ title }) => title)).toEqual([
    'Submitted',
    'Waited to start',
    'Attempt 1 started',
    'Reading rows',
    'Writing the report',
    'Attempt 1 lost its worker',
    'Attempt 2 started',
    'Reading rows',
  ])
  expect(entries.at(-1)).toMatchObject({ ticking: true })
  expect(entries[4]).toMatchObject({ until: at(50) })
})

test('an error is told once, although the attempt and the job both carry it', () => {
  const details = timelineEntries(sampleJobs.failure, sampleType).map(({ detail }) => detail)
  expect(details.filter((detail) => detail?.includes('It broke'))).toHaveLength(1)
})

test('a job that waits for its next attempt says when that begins', () => {
  const job: Job = { ...sampleJobs.pending, attempt: { current: 1, max: 3 }, reason: 'retrying', nextRunAt: at(90) }
  expect(timelineEntries(job, sampleType).at(-1)).toMatchObject({
    title: 'Attempt 2 starts',
    at: at(90),
    isAhead: true,
  })
})

test('a cancel is told when it was asked for, between the stages, and when the attempt stopped', () => {
  const job: Job = {
    ...sampleJobs.failure,
    reason: 'cancelled',
    attempts: [
      {
        ...{ number: 1, startedAt: at(1), finishedAt: at(30), cancelAskedAt: at(20), reason: 'cancelled' },
        error: { name: 'CancelledError', message: 'Cancelled while it was running.' },
      },
    ],
    stages: [
      { stage: 'parsing', at: at(2), attempt: 1 },
      { stage: 'rendering', at: at(25), attempt: 1 },
    ],
    error: { name: 'CancelledError', message: 'Cancelled while it was running.', at: at(30), attempt: 1 },
  }
  expect(timelineEntries(job, sampleType).map(({ title, detail }) => [title, detail].join(''))).toEqual([
    'Submitted',
    'Waited to start',
    'Attempt 1 started',
    'Reading rows',
    'Cancel requested',
    'Writing the report',
    'Attempt 1 stopped',
    'It was cancelled',
  ])
})

test('an attempt that took too long says so', () => {
  const error = { name: 'TimeoutError', message: 'The attempt was stopped.' }
  const attempts = [{ number: 1, startedAt: at(1), finishedAt: at(9), reason: 'timeout' as const, error }]
  const titles = timelineEntries({ ...sampleJobs.pending, attempts }, sampleType).map(({ title }) => title)
  expect(titles).toContain('Attempt 1 took too long')
})

const story = (job: Job) =>
  timelineEntries(job, sampleType).map(({ title, detail, jobs, at: from, until }) => {
    const took = from === undefined || until === undefined ? '' : ` ${(until - from) / 1_000} s`
    return [title, detail, jobs?.join(' ')].filter(Boolean).join(': ') + took
  })

test('every wait is told with its length: in line, for another attempt, and for children', () => {
  const error = { name: 'Error', message: 'It broke' }
  const attempts = [
    { number: 1, startedAt: at(5), finishedAt: at(9), error },
    { number: 2, startedAt: at(20), finishedAt: at(21), waited: true },
    { number: 3, startedAt: at(81) },
  ]
  const children = { total: 2, done: 2, failed: 0 }
  expect(story({ ...sampleJobs.running, attempt: { current: 3, max: 3 }, attempts, children, stages: [] })).toEqual([
    'Submitted',
    'Waited to start 5 s',
    'Attempt 1 started 4 s',
    'Attempt 1 failed: It broke',
    'Waited for attempt 2 11 s',
    'Attempt 2 started 1 s',
    'Waited for its child jobs: 2 of 2 done 60 s',
    'Attempt 3 started',
  ])
})

test('what a job waits for now is told too, and the time runs', () => {
  const waiting: Job = {
    ...sampleJobs.pending,
    reason: 'waiting-for-children',
    children: { total: 3, done: 1, failed: 0 },
  }
  expect(timelineEntries(waiting, sampleType).at(-1)).toMatchObject({
    title: 'Waiting for its child jobs',
    detail: '1 of 3 done',
    at: at(0),
    ticking: true,
  })
})

test.each<[string, Partial<Job>, string]>([
  ['a schedule', { schedule: { id: 's', name: 'Nightly' } }, 'Submitted: by the schedule “Nightly”'],
  ['a retry', { retryOf: 'report:j_0' }, 'Submitted: as a retry with other input of {jobs}: report:j_0'],
  ['a parent', { parent: 'set:j_1' }, 'Submitted: as a part of {jobs}: set:j_1'],
  ['another program', { foreign: true }, 'Submitted: by another program'],
])('where a job came from is told: %s', (_, more, line) => {
  expect(story({ ...sampleJobs.pending, ...more } as Job)[0]).toBe(line)
})

test('the end tells what a failed job was repeated as, and how long it is kept', () => {
  const repeated = { ...sampleJobs.failure, retriedAs: ['report:j_2', 'report:j_3'], expiresAt: at(999) }
  expect(story(repeated).slice(-3)).toEqual([
    'It failed with an error',
    'Retried with other input: as {jobs}: report:j_2 report:j_3',
    'Kept until',
  ])
  expect(story({ ...repeated, flags: ['pinned'] }).at(-1)).toBe('Pinned, kept until it is unpinned')
})
