import { expect, test } from 'vitest'
import type { Job } from '#core/job.ts'
import { jobOf } from '#core/testing/job-of.ts'
import { ViewTrail } from './view-trail.ts'

const id = 'mail:1'

/** What the checker says of a view that shows these jobs one after the other. */
function violationsOf(jobs: Job[], epochs: string[] = []): string[] {
  let at = 0
  const trail = new ViewTrail('a view', {
    get cursor() {
      return { epoch: epochs[at] ?? 'a', streams: {} }
    },
    columns: () => ({ ...noColumns, [jobs[at]?.state ?? 'pending']: [id] }),
    job: () => jobs[at],
  })
  for (at = 0; at < jobs.length; at++) trail.observe()
  return trail.violations
}

const noColumns = { pending: [], running: [], success: [], failure: [] }
const attempt = (current: number) => ({ current, max: 3 })

test('a job that moves along the state machine with growing versions is fine', () => {
  const jobs = [
    jobOf('pending', { id, version: '1-0', attempt: attempt(0) }),
    jobOf('running', { id, version: '2-0', attempt: attempt(1) }),
    jobOf('success', { id, version: '3-0', attempt: attempt(1) }),
  ]
  expect(violationsOf(jobs)).toEqual([])
})

test.each([
  ['a version that goes back', [jobOf('running', { id, version: '9-0' }), jobOf('running', { id, version: '8-9' })]],
  [
    'an attempt that goes back',
    [
      jobOf('running', { id, version: '1-0', attempt: attempt(2) }),
      jobOf('running', { id, version: '2-0', attempt: attempt(1) }),
    ],
  ],
  ['a success that runs again', [jobOf('success', { id, version: '1-0' }), jobOf('running', { id, version: '2-0' })]],
])('%s is noticed, unless the data is of another epoch', (_what, jobs) => {
  expect(violationsOf(jobs)).not.toEqual([])
  expect(violationsOf(jobs, ['a', 'b'])).toEqual([])
})
