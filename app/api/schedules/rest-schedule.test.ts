import { expect, test } from 'vitest'
import type { ScheduleDetail } from '#core/schedule.ts'
import { restSchedule } from './rest-schedule.ts'

test('times are ISO 8601, and what its jobs are given stays as it is', () => {
  const schedule: ScheduleDetail = {
    ...{
      id: 's_a',
      name: 'Often',
      type: 'mail',
      tags: [],
      paused: false,
      createdAt: 0,
      updatedAt: 1_000,
      everyMs: 5_000,
    },
    ...{
      nextRun: { id: 'mail:repeat:s_a:5000', at: 5_000 },
      nextRuns: [5_000],
      lastRun: { id: 'mail:j_a', startedAt: 2_000 },
    },
    input: { at: 7, createdAt: 8 },
  }
  expect(JSON.parse(JSON.stringify(restSchedule(schedule)))).toEqual({
    ...{
      id: 's_a',
      name: 'Often',
      type: 'mail',
      tags: [],
      paused: false,
      everyMs: 5_000,
      input: { at: 7, createdAt: 8 },
    },
    ...{ createdAt: '1970-01-01T00:00:00.000Z', updatedAt: '1970-01-01T00:00:01.000Z' },
    ...{
      nextRun: { id: 'mail:repeat:s_a:5000', at: '1970-01-01T00:00:05.000Z' },
      nextRuns: ['1970-01-01T00:00:05.000Z'],
    },
    lastRun: { id: 'mail:j_a', startedAt: '1970-01-01T00:00:02.000Z' },
  })
})
