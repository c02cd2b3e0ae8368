import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { boardOf } from '#core/board.ts'
import type { JobEvent } from '#core/job-event.ts'
import { jobStates } from '#core/job-state.ts'
import { jobOf } from '#core/testing/job-of.ts'
import { type Counts, type JobsView, noCounts } from '#core/view.ts'
import type { FeedSubscriber } from './broadcast.ts'
import { Feed, type FeedChanges } from './feed.ts'

const board: JobsView = { kind: 'board', perState: 2 }
const progressed: JobEvent = {
  ...{ id: 'mail:1', version: '11-0', attempt: 1 },
  type: 'progressed',
  progress: { percent: 5 },
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What a flush tells those who watch. */
function flushed(feed: Feed, counts: Counts | undefined): FeedChanges | undefined {
  let told: FeedChanges | undefined
  const subscriber: FeedSubscriber = {
    changes({ cursor: _, ...changes }) {
      told = changes
    },
    reset() {},
  }
  feed.join(subscriber)
  feed.flush(counts, { epoch: 'e', streams: {} })
  vi.runAllTimers()
  feed.leave(subscriber)
  return told
}

test.each<[JobsView, string, boolean]>([
  [board, 'anything', true],
  [{ kind: 'job', id: 'mail:1' }, 'mail', true],
  [{ kind: 'job', id: 'mail:1' }, 'images', false],
  [{ kind: 'jobs', ids: ['mail:1', 'images:1'] }, 'images', true],
  [{ kind: 'jobs', ids: ['not a job id'] }, 'not a job id', false],
])('what happens to the queue of a view concerns it: %j, %s: %s', (view, queue, needs) => {
  expect(new Feed(view, {}).needs(queue)).toBe(needs)
})

test.each<[JobsView, boolean]>([
  [board, true],
  [{ ...board, filter: { types: ['mail'] } }, true],
  [{ ...board, filter: { types: ['images'] } }, false],
  [{ kind: 'job', id: 'mail:1' }, true],
  [{ kind: 'job', id: 'mail:11' }, false],
  [{ kind: 'jobs', ids: ['mail:2', 'mail:1'] }, true],
  [{ kind: 'jobs', ids: ['mail:2'] }, false],
])('the view %j wants the job mail:1: %s', (view, wants) => {
  expect(new Feed(view, {}).wants(jobOf('running'), undefined)).toBe(wants)
})

test('whoever watches learns of a job that is new to the view as a whole, then only what changes', () => {
  const feed = new Feed(board, {})
  const job = jobOf('running', { version: '11-0' })
  feed.take(progressed, job)
  feed.take(progressed, job)
  const whole = { type: 'submitted', id: job.id, version: '11-0', attempt: 1, job }
  expect(flushed(feed, undefined)).toEqual({ events: [whole, progressed], dropped: [], counts: undefined })
})

test('a job that is gone is a member no more, and would come back as a whole', () => {
  const feed = new Feed(board, {})
  feed.members.add('mail:1')
  feed.take({ id: 'mail:1', version: '12-0', attempt: 1, type: 'removed' }, undefined)
  expect(feed.members.has('mail:1')).toBe(false)
  feed.take(progressed, jobOf('running'))
  expect(flushed(feed, undefined)?.events.map((event) => event.type)).toEqual(['removed', 'submitted'])
})

test('nothing is told when nothing happened', () => {
  const feed = new Feed(board, {})
  expect(flushed(feed, undefined)).toBeUndefined()
  expect(flushed(feed, noCounts)).toMatchObject({ counts: noCounts })
  expect(flushed(feed, { ...noCounts })).toBeUndefined()
  feed.members.add('mail:1')
  feed.take(progressed, jobOf('running'))
  expect(flushed(feed, { ...noCounts })).toEqual({ events: [progressed], dropped: [], counts: undefined })
  expect(flushed(feed, { ...noCounts })).toBeUndefined()
})

test.each(jobStates)('a different count of %s is told', (state) => {
  const feed = new Feed(board, {})
  flushed(feed, noCounts)
  expect(flushed(feed, { ...noCounts, [state]: 1 })?.counts).toEqual({ ...noCounts, [state]: 1 })
})

test.each(jobStates)('a column of %s grows to twice of what is shown, then lets go of its oldest', (state) => {
  const feed = new Feed(board, {})
  const jobs = [1, 2, 3, 4, 5].map((at) => {
    const times = { submittedAt: at, startedAt: at, finishedAt: at }
    return jobOf(state, { id: `mail:${at}`, times })
  })
  for (const job of jobs.slice(0, 4)) feed.members.add(job.id)
  expect(feed.trim(boardOf(jobs))).toEqual([])
  feed.members.add('mail:5')
  expect(feed.trim(boardOf(jobs)).sort()).toEqual(['mail:1', 'mail:2', 'mail:3'])
  expect([...feed.members].sort()).toEqual(['mail:4', 'mail:5'])
  expect(flushed(feed, undefined)?.dropped.sort()).toEqual(['mail:1', 'mail:2', 'mail:3'])
})

test('full columns do not push each other out', () => {
  const feed = new Feed(board, {})
  const jobs = jobStates.flatMap((state) => [1, 2, 3, 4].map((i) => jobOf(state, { id: `mail:${state}${i}` })))
  for (const job of jobs) feed.members.add(job.id)
  expect(feed.trim(boardOf(jobs))).toEqual([])
})

test('a view of given jobs never lets go of one', () => {
  const ids = Array.from({ length: 50 }, (_, i) => `mail:${i}`)
  const feed = new Feed({ kind: 'jobs', ids }, {})
  for (const id of ids) feed.members.add(id)
  expect(feed.trim(boardOf(ids.map((id) => jobOf('success', { id }))))).toEqual([])
})
