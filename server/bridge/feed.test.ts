import { expect, test } from 'vitest'
import { boardOf } from '#core/board.ts'
import type { JobEvent } from '#core/job-event.ts'
import { jobStates } from '#core/job-state.ts'
import { jobOf } from '#core/testing/job-of.ts'
import { noCounts, type View } from '#core/view.ts'
import { Feed } from './feed.ts'

const board: View = { kind: 'board', perState: 2 }
const progressed: JobEvent = {
  ...{ id: 'mail:1', version: '11-0', attempt: 1 },
  type: 'progressed',
  progress: { percent: 5 },
}

test.each<[View, string[] | undefined]>([
  [board, undefined],
  [{ kind: 'job', id: 'mail:1' }, ['mail']],
  [{ kind: 'jobs', ids: ['mail:1', 'mail:2', 'images:1'] }, ['mail', 'images']],
  [{ kind: 'jobs', ids: ['not a job id'] }, []],
])('the view %j needs the queues %j', (view, queues) => {
  expect(new Feed(view).queues).toEqual(queues)
})

test.each<[View, boolean]>([
  [board, true],
  [{ ...board, filter: { types: ['mail'] } }, true],
  [{ ...board, filter: { types: ['images'] } }, false],
  [{ kind: 'job', id: 'mail:1' }, true],
  [{ kind: 'job', id: 'mail:11' }, false],
  [{ kind: 'jobs', ids: ['mail:2', 'mail:1'] }, true],
  [{ kind: 'jobs', ids: ['mail:2'] }, false],
])('the view %j wants the job mail:1: %s', (view, wants) => {
  expect(new Feed(view).wants(jobOf('running'))).toBe(wants)
})

test('whoever watches learns of a job that is new to the view as a whole, then only what changes', () => {
  const feed = new Feed(board)
  const job = jobOf('running', { version: '11-0' })
  feed.take(progressed, job)
  feed.take(progressed, job)
  const whole = { type: 'submitted', id: job.id, version: '11-0', attempt: 1, job }
  expect(feed.flush(undefined)).toEqual({ events: [whole, progressed], dropped: [], counts: undefined })
})

test('a job that is gone is a member no more, and would come back as a whole', () => {
  const feed = new Feed(board)
  feed.members.add('mail:1')
  feed.take({ id: 'mail:1', version: '12-0', attempt: 1, type: 'removed' }, undefined)
  expect(feed.members.has('mail:1')).toBe(false)
  feed.take(progressed, jobOf('running'))
  expect(feed.flush(undefined)?.events.map((event) => event.type)).toEqual(['removed', 'submitted'])
})

test('nothing is told when nothing happened', () => {
  const feed = new Feed(board)
  expect(feed.flush(undefined)).toBeUndefined()
  expect(feed.flush(noCounts)).toMatchObject({ counts: noCounts })
  expect(feed.flush({ ...noCounts })).toBeUndefined()
  feed.members.add('mail:1')
  feed.take(progressed, jobOf('running'))
  expect(feed.flush({ ...noCounts })).toEqual({ events: [progressed], dropped: [], counts: undefined })
  expect(feed.flush({ ...noCounts })).toBeUndefined()
})

test.each(jobStates)('a different count of %s is told', (state) => {
  const feed = new Feed(board)
  feed.flush(noCounts)
  expect(feed.flush({ ...noCounts, [state]: 1 })?.counts).toEqual({ ...noCounts, [state]: 1 })
})

test.each(jobStates)('a column of %s grows to twice of what is shown, then lets go of its oldest', (state) => {
  const feed = new Feed(board)
  const jobs = [1, 2, 3, 4, 5].map((at) => {
    const times = { submittedAt: at, startedAt: at, finishedAt: at }
    return jobOf(state, { id: `mail:${at}`, times })
  })
  for (const job of jobs.slice(0, 4)) feed.members.add(job.id)
  expect(feed.trim(boardOf(jobs))).toEqual([])
  feed.members.add('mail:5')
  expect(feed.trim(boardOf(jobs)).sort()).toEqual(['mail:1', 'mail:2', 'mail:3'])
  expect([...feed.members].sort()).toEqual(['mail:4', 'mail:5'])
  expect(feed.flush(undefined)?.dropped.sort()).toEqual(['mail:1', 'mail:2', 'mail:3'])
})

test('full columns do not push each other out', () => {
  const feed = new Feed(board)
  const jobs = jobStates.flatMap((state) => [1, 2, 3, 4].map((i) => jobOf(state, { id: `mail:${state}${i}` })))
  for (const job of jobs) feed.members.add(job.id)
  expect(feed.trim(boardOf(jobs))).toEqual([])
})

test('a view of given jobs never lets go of one', () => {
  const ids = Array.from({ length: 50 }, (_, i) => `mail:${i}`)
  const feed = new Feed({ kind: 'jobs', ids })
  for (const id of ids) feed.members.add(id)
  expect(feed.trim(boardOf(ids.map((id) => jobOf('success', { id }))))).toEqual([])
})
