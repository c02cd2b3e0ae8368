import { expect, test } from 'vitest'
import { PacketGuard } from './packet-guard.ts'

const times = (count: number, judge: () => string) => Array.from({ length: count }, judge)

test('a page that watches all it shows at once is heard, and then twenty times a second', () => {
  const guard = new PacketGuard(0)
  expect(new Set(times(50, () => guard.judge('watch', 0)))).toEqual(new Set(['take']))
  expect(guard.judge('watch', 0)).toBe('too_fast')
  expect(times(20, () => guard.judge('unwatch', 1_000)).every((verdict) => verdict === 'take')).toBe(true)
  expect(guard.judge('watch', 1_000)).toBe('too_fast')
})

test('a flood ends the connection', () => {
  const guard = new PacketGuard(0)
  expect(times(1_000, () => guard.judge('watch', 0))).toContain('end')
})

test.each(['changes', 'error', '__proto__', 5, undefined])(
  'the event %s is unknown, and the third one ends it',
  (event) => {
    const guard = new PacketGuard(0)
    expect(times(3, () => guard.judge(event, 0))).toEqual(['unknown', 'unknown', 'end'])
  },
)
