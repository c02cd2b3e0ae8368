import { expect, test } from 'vitest'
import { nextRuns } from './next-runs.ts'

const runs = (cron: string, timeZone: string, from: string, count = 3) =>
  nextRuns({ cron, timeZone }, { from: Date.parse(from), count }).map((at) => new Date(at).toISOString().slice(0, 16))

test.each([
  [
    'stays at noon when clocks go back',
    '0 12 * * *',
    'Europe/Berlin',
    '2026-10-24T12:00Z',
    ['2026-10-25T11:00', '2026-10-26T11:00', '2026-10-27T11:00'],
  ],
  [
    'stays at noon when clocks go forward',
    '0 12 * * *',
    'America/New_York',
    '2027-03-13T00:00Z',
    ['2027-03-13T17:00', '2027-03-14T16:00', '2027-03-15T16:00'],
  ],
  [
    'runs once at a time that comes twice',
    '30 2 * * *',
    'Europe/Berlin',
    '2026-10-24T12:00Z',
    ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30'],
  ],
  [
    'runs an hour later when its time does not come',
    '30 2 * * *',
    'Europe/Berlin',
    '2027-03-27T12:00Z',
    ['2027-03-28T01:30', '2027-03-29T00:30', '2027-03-30T00:30'],
  ],
  [
    'runs in every hour there is when clocks go back',
    '0 * * * *',
    'Europe/Berlin',
    '2026-10-24T23:30Z',
    ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'],
  ],
  [
    'runs in every hour there is when clocks go forward',
    '0 * * * *',
    'Europe/Berlin',
    '2027-03-27T23:30Z',
    ['2027-03-28T00:00', '2027-03-28T01:00', '2027-03-28T02:00'],
  ],
  [
    'knows leap years',
    '0 0 29 2 *',
    'UTC',
    '2026-11-22T00:00Z',
    ['2028-02-29T00:00', '2032-02-29T00:00', '2036-02-29T00:00'],
  ],
])('a cron schedule %s', (_what, cron, timeZone, from, expected) => {
  expect(runs(cron, timeZone, from)).toEqual(expected)
})

test('a run that is due right now comes next time', () => {
  expect(runs('0 12 * * *', 'UTC', '2026-11-22T12:00Z', 1)).toEqual(['2026-11-23T12:00'])
})

test('six fields begin with the seconds', () => {
  const from = Date.parse('2026-11-22T12:00:00Z')
  const at = nextRuns({ cron: '*/20 * * * * *', timeZone: 'UTC' }, { from, count: 3 })
  expect(at.map((time) => time - from)).toEqual([20_000, 40_000, 60_000])
})

test('after the planned run the beat goes on', () => {
  expect(nextRuns({ everyMs: 1_000 }, { from: 5_100, count: 4, planned: 5_250 })).toEqual([5_250, 6_250, 7_250, 8_250])
  expect(nextRuns({ everyMs: 1_000 }, { from: 5_100, count: 2 })).toEqual([6_100, 7_100])
})

test('of the runs that were missed only the planned one is made up', () => {
  expect(nextRuns({ everyMs: 1_000 }, { from: 5_100, count: 3, planned: 250 })).toEqual([250, 5_250, 6_250])
  const planned = Date.parse('2026-11-20T12:00Z')
  const from = Date.parse('2026-11-22T13:00Z')
  const at = nextRuns({ cron: '0 12 * * *', timeZone: 'UTC' }, { from, count: 3, planned })
  expect(at).toEqual([planned, Date.parse('2026-11-23T12:00Z'), Date.parse('2026-11-24T12:00Z')])
})
