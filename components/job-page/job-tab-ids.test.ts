import { expect, test } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import type { Job } from '#core/job.ts'
import { firstTab, jobTabs } from './job-tab-ids.ts'

const { pending, running, success, failure } = sampleJobs
const withChildren = (job: Job, failed = 0): Job => ({ ...job, children: { total: 3, done: 1, failed } })
const everything = () => true

test('what somebody may not see has no tab, nor have children that are not there', () => {
  expect(jobTabs(success, everything)).toEqual(['input', 'result', 'logs', 'attempts', 'raw'])
  expect(jobTabs(withChildren(running), everything)).toContain('children')
  expect(jobTabs(success, (action) => !action.includes('input') && !action.includes('result'))).toEqual([
    'logs',
    'attempts',
    'raw',
  ])
})

test.each<[string, Job, string]>([
  ['waits', pending, 'input'],
  ['waits for children', withChildren(pending), 'children'],
  ['waits for another attempt', { ...pending, attempt: { current: 1, max: 3 } }, 'attempts'],
  ['runs', running, 'logs'],
  ['has succeeded', success, 'result'],
  ['has succeeded with children', withChildren(success), 'result'],
  ['has failed', failure, 'attempts'],
  ['has failed with a child', withChildren(failure, 1), 'children'],
])('of a job that %s people want to see %#', (_, job, tab) => {
  expect(firstTab(job, jobTabs(job, everything))).toBe(tab)
})

test('who may not see what most people want is shown what comes next', () => {
  expect(firstTab(success, ['logs', 'attempts', 'raw'])).toBe('logs')
})
