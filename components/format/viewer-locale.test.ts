import { expect, test } from 'vitest'
import { formatTook } from './duration.ts'
import { formatDay } from './exact-time.ts'
import { formatBytes, formatCount } from './quantity.ts'
import { formatRelative } from './relative-time.ts'
import { viewerLocale } from './viewer-locale.ts'

test.each([
  ['de-CH', 'en-CH'],
  ['de', 'en-DE'],
  ['en-US', 'en-US'],
  ['zh-Hant-TW', 'en-TW'],
  [undefined, 'en'],
  ['no language', 'en'],
])('who prefers %s reads English as it is written in that region', (preferred, locale) => {
  expect(viewerLocale(preferred)).toBe(locale)
})

test('numbers and dates follow the region', () => {
  const at = new Date(2026, 10, 20, 14, 0).getTime()
  expect(formatCount(120_331, 'en')).toBe('120,331')
  expect(formatCount(120_331, 'en-DE')).toBe('120.331')
  expect(formatBytes(1_400_000, 'en-DE')).toBe('1,4 MB')
  expect(formatTook(4_210, 'en-DE')).toBe('4,2 s')
  expect(formatRelative(at - 90_000, at, 'en-DE')).toBe('1 minute ago')
  expect(formatDay(at, at, 'en-GB')).toBe('Fri 14:00')
  expect(formatDay(at, at, 'en-US')).toMatch(/^Fri 02:00.PM$/)
})
