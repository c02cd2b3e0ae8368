import { expect, test } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { boardFinder, everything, matchesSearch } from './board-finder.ts'
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

test('[row 40] a search is words and no pattern, and the beginning of a long one counts', () => {
  const odd = { ...sampleJobs.failure, label: `${'a'.repeat(300)} (a+)+$` }
  expect(matchesSearch(odd, '(a+)+$')).toBe(true)
  expect(matchesSearch(sampleJobs.failure, '.*')).toBe(false)
  expect(matchesSearch(odd, 'a'.repeat(10_240))).toBe(true)
})

test('a search keeps the same lists while nothing that it finds comes or goes', () => {
  const watch = new LiveWatch({ kind: 'board', perState: 10 })
  const cursor = { epoch: 'e', streams: {} }
  const jobs = [sampleJobs.running, { ...sampleJobs.running, id: 'report:j_other', label: 'other' }]
  watch.receiveAck({ ok: true, mode: 'snapshot', cursor, jobs, now: 0 })
  const find = boardFinder({ ...everything, search: 'flights' })
  const found = find(watch)
  expect(found.running).toEqual([sampleJobs.running.id])
  watch.receiveChanges({
    watch: 'w',
    n: 1,
    cursor,
    events: [{ type: 'progressed', id: 'report:j_other', version: '99-0', attempt: 1, progress: { percent: 50 } }],
  })
  expect(find(watch)).toBe(found)
  expect(boardFinder(everything)(watch)).toBe(watch.columns())
})

test('a search finds a job by what people call the stage it is in', () => {
  const stageOf = () => 'Reading the file'
  expect(matchesSearch(sampleJobs.running, 'reading file', stageOf)).toBe(true)
  expect(matchesSearch(sampleJobs.running, 'reading file')).toBe(false)
})

test('a board narrowed to stages shows jobs while they are in one of them', () => {
  const watch = new LiveWatch({ kind: 'board', perState: 10 })
  const cursor = { epoch: 'e', streams: {} }
  const jobs = [
    { ...sampleJobs.running, id: 'report:j_a', stage: 'packing' },
    { ...sampleJobs.running, id: 'report:j_b', stage: 'sending' },
    { ...sampleJobs.running, id: 'report:j_c', stage: undefined },
  ]
  watch.receiveAck({ ok: true, mode: 'snapshot', cursor, jobs, now: 0 })
  const find = boardFinder({ search: '', stages: ['report/packing', 'report/weighing', 'other/sending'] })
  expect(find(watch).running).toEqual(['report:j_a'])
  const fact = { version: '99-0', attempt: 1, progress: { percent: 5 }, type: 'staged' as const, stages: [] }
  const events = [
    { ...fact, id: 'report:j_a', stage: 'sending' },
    { ...fact, id: 'report:j_b', stage: 'weighing' },
  ]
  watch.receiveChanges({ watch: 'w', n: 1, cursor, events })
  expect(find(watch).running).toEqual(['report:j_b'])
})
