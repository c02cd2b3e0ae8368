import { expect, test } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import type { Action } from '#core/can.ts'
import type { Job } from '#core/job.ts'
import { jobActions } from './job-action-ids.ts'

const { pending, running, success, failure } = sampleJobs
const everything = () => true

const offered = (job: Job, hasForm: boolean, may: (action: Action) => boolean) => {
  const { prompt, menu } = jobActions(job, hasForm, may)
  return [prompt.join(' '), menu.join(' ')]
}

test.each<[string, Job, string, string]>([
  ['waits in line', pending, 'cancel duplicate share', 'copy-link delete'],
  ['waits for its time', { ...pending, reason: 'scheduled' }, 'promote cancel duplicate share', 'copy-link delete'],
  ['runs', running, 'cancel duplicate share', 'copy-link'],
  ['has succeeded', success, 'duplicate share', 'pin copy-link delete'],
  ['has failed', failure, 'retry edit duplicate share', 'copy-link delete'],
])('of a job that %s it is offered what makes sense, the likeliest first', (_, job, prompt, menu) => {
  expect(offered(job, true, everything)).toEqual([prompt, menu])
})

test('nobody is offered what they may not do, nor a form that is not there', () => {
  expect(offered(failure, true, () => false)).toEqual(['', 'copy-link'])
  const owns: Action[] = ['job.repeat', 'job.cancel', 'job.share']
  expect(offered(failure, true, (action) => owns.includes(action))).toEqual(['edit duplicate share', 'copy-link'])
  expect(offered(failure, false, everything)).toEqual(['retry share', 'copy-link delete'])
})
