import { expect, test } from 'vitest'
import { formatDuration, formatTook } from './duration.ts'
import { formatClock, formatDay } from './exact-time.ts'
import { formatBytes, formatPercent } from './quantity.ts'
import { formatRelative } from './relative-time.ts'
import { timeLeftWords } from './time-left-words.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

test.each([
  [-5 * second, '0 s'],
  [0, '0 s'],
  [59 * second + 999, '59 s'],
  [2 * minute, '2 min'],
  [2 * minute + 5 * second, '2 min 5 s'],
  [3 * hour + 59 * second, '3 h'],
  [3 * day + 4 * hour + minute, '3 d 4 h'],
])('a span of %i ms reads %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

test.each([
  [12.4, '12 ms'],
  [4_210, '4.2 s'],
  [65 * second, '1 min 5 s'],
])('what took %d ms reads %s', (ms, text) => expect(formatTook(ms)).toBe(text))

test.each([
  [0, 'just now'],
  [-3 * minute - 20 * second, '3 minutes ago'],
  [2 * hour, 'in 2 hours'],
])('a moment %i ms away reads %s', (distance, text) => expect(formatRelative(day + distance, day)).toBe(text))

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_400_000, '1.4 MB'],
  [2_000_000_000_000_000, '2,000 TB'],
])('%i bytes read %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

test('only a job that is done reads 100 %', () => {
  expect(formatPercent(99.9)).toBe('99 %')
  expect(formatPercent(100)).toBe('100 %')
})

test('a day within the week is named by its weekday, a later one by its date', () => {
  const now = new Date(2026, 10, 18, 12).getTime()
  expect(formatDay(now + 2 * day, now, 'en-GB')).toBe('Fri 12:00')
  expect(formatDay(now + 7 * day, now, 'en-GB')).toBe('25 Nov 12:00')
})

test('a moment of another day carries its date', () => {
  const now = new Date(2026, 10, 18, 12).getTime()
  expect(formatClock(now - minute, now, 'en-GB')).toBe('11:59:00')
  expect(formatClock(now - day, now, 'en-GB')).toBe('17 Nov 12:00:00')
})

test.each([
  [0, 'a few seconds left'],
  [9_999, 'a few seconds left'],
  [10_000, 'about 10 s left'],
  [44_000, 'about 40 s left'],
  [58_000, 'about 1 min left'],
  [125_000, 'about 2 min left'],
  [3_590_000, 'about 1 h left'],
  [4_900_000, 'about 1 h 20 min left'],
  [86_400_000, 'about 1 d left'],
  [86_400_001, 'more than a day left'],
])('what takes %i ms more reads %s', (ms, text) => expect(timeLeftWords(ms)).toBe(text))
