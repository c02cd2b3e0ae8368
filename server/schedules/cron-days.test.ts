import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasDay, readCron } from '#core/cron.ts'
import { nextCron } from './next-runs.ts'
import { scheduleTiming } from './schedule-timing.ts'

const field = (least: number, most: number) => {
  const value = fc.integer({ min: least, max: most })
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`)
  const stepped = fc.tuple(fc.oneof(range, fc.constant('*')), fc.integer({ min: 1, max: 40 })).map((it) => it.join('/'))
  const part = fc.oneof(value.map(String), range, stepped)
  return fc.oneof(
    fc.constant('*'),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
  )
}

test('a day fits by our reading exactly when the parser finds one', () => {
  fc.assert(
    fc.property(field(27, 31), field(1, 12), fc.oneof(fc.constant('*'), field(0, 6)), (day, month, weekday) => {
      const cron = `0 0 ${day} ${month} ${weekday}`
      const expected = found(cron)
      fc.pre(expected !== undefined)
      const read = readCron(cron)
      expect(read, cron).toBeDefined()
      expect(read && hasDay(read), cron).toBe(expected)
    }),
    { numRuns: 60 },
  )
})

/** Undefined when the parser does not take the expression: a list with the same value twice, for one. */
function found(cron: string): boolean | undefined {
  try {
    return nextCron({ cron, timeZone: 'UTC' }, Date.parse('2026-11-22T00:00Z')) !== undefined
  } catch (error) {
    return error instanceof Error && /day of month definition/.test(error.message) ? false : undefined
  }
}

test('a day that never comes is refused without looking for it', () => {
  const took = ['0 0 31 2,4 *', '* * * 31 4,6,9 *', '0 0 31 2-4/2 ?'].map((cron) => {
    const started = performance.now()
    expect(() => scheduleTiming({ cron, timeZone: 'Europe/Berlin' })).toThrow('no day ever fits')
    return performance.now() - started
  })
  // Looking for it takes some hundred milliseconds; the first one also wakes the parser up.
  expect(Math.min(...took)).toBeLessThan(10)
})

test('the rarest day is found', () => {
  const from = Date.parse('2072-03-01T00:00Z')
  // 29 February on a Monday, the turn of the century in between.
  const at = nextCron({ cron: '0 0 * 2 1#5', timeZone: 'UTC' }, from)
  expect(at && new Date(at).toISOString()).toBe('2112-02-29T00:00:00.000Z')
})
