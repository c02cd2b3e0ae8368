import { expect, test } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { boardFinder, matchesSearch } from './board-finder.ts'
import { LiveWatch } from './live-watch.ts'

test.each([
  ['', true],
  ['FLIGHTS', true],
  ['flights report', true],
  ['j_sample', true],
  ['broke', true],
  ['flights nowhere', false],
])('a search for %j finds a failed job by its label, type, id or error: %s', (search, isFound) => {
  expect(matchesSearch(sampleJobs.failure, search)).toBe(isFound)
})

test('a search keeps the same lists while nothing that it finds comes or goes', () => {
  const watch = new LiveWatch({ kind: 'board', perState: 10 })
  const cursor = { epoch: 'e', streams: {} }
  const jobs = [sampleJobs.running, { ...sampleJobs.running, id: 'report:j_other', label: 'other' }]
  watch.receiveAck({ ok: true, mode: 'snapshot', cursor, jobs, now: 0 })
  const find = boardFinder('flights')
  const found = find(watch)
  expect(found.running).toEqual([sampleJobs.running.id])
  watch.receiveChanges({
    watch: 'w',
    n: 1,
    cursor,
    events: [{ type: 'progressed', id: 'report:j_other', version: '99-0', attempt: 1, progress: { percent: 50 } }],
  })
  expect(find(watch)).toBe(found)
  expect(boardFinder('')(watch)).toBe(watch.columns())
})
