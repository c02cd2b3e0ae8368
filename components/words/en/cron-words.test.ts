import { expect, test } from 'vitest'
import { timingWords } from '#components/schedules/timing-words.ts'
import { cronWords } from './cron-words.ts'

test.each([
  ['0 9 * * 1', 'every Monday at 09:00'],
  ['30 9,17 * * *', 'every day at 09:30 and 17:30'],
  ['0 9 * * MON-FRI', 'every Monday to Friday at 09:00'],
  ['0 9 * * 1,3,5', 'every Monday, Wednesday, and Friday at 09:00'],
  ['0 9 * * 6,7', 'every Saturday and Sunday at 09:00'],
  ['0 9 * * 5-7', 'every Friday to Sunday at 09:00'],
  ['0 9 * * 0-6', 'every day at 09:00'],
  ['0 9 * * MON#1', 'on the first Monday of the month at 09:00'],
  ['0 9 * * 5L', 'on the last Friday of the month at 09:00'],
  ['0 0 1 * *', 'on the 1st of every month at 00:00'],
  ['0 0 2,3,11,22 * *', 'on the 2nd, 3rd, 11th, and 22nd of every month at 00:00'],
  ['0 0 1-7 * *', 'on the 1st to 7th of every month at 00:00'],
  ['0 0 L * *', 'on the last day of every month at 00:00'],
  ['0 0 1 1,7 *', 'on the 1st of January and July at 00:00'],
  ['0 6 * 6-8 *', 'every day in June to August at 06:00'],
  ['0 6 * 12 1', 'every Monday in December at 06:00'],
  ['0 9 13 * 5', 'on the 13th of every month, and every Friday at 09:00'],
  ['* * * * *', 'every minute'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['0/15 * * * *', 'every 15 minutes'],
  ['*/15 9-17 * * 1-5', 'every 15 minutes, from 09:00 to 17:59, every Monday to Friday'],
  ['0 * * * *', 'every hour, on the hour'],
  ['5 * * * *', 'every hour, at 5 minutes past'],
  ['1 * * * *', 'every hour, at 1 minute past'],
  ['10,40 * * * *', 'every hour, at minutes 10 and 40 past'],
  ['0 */2 * * *', 'every 2 hours, on the hour'],
  ['0 9-17 * * *', 'from 09:00 to 17:59, on the hour'],
  ['*/7 * * * *', 'every hour, at minutes 0, 7, 14, 21, 28, 35, 42, 49, and 56 past'],
  ['* * * * * *', 'every second'],
  ['*/10 * * * * *', 'every 10 seconds'],
  ['30 0 9 * * *', 'every day at 09:00:30'],
  ['30 * * * * *', 'every minute at second 30'],
])('%s is %s', (cron, words) => {
  expect(cronWords(cron)).toBe(words)
})

test('what cannot be read has no words', () => {
  expect(cronWords('0 9 * *')).toBeUndefined()
  expect(timingWords({ cron: '0 0 1,L * *', timeZone: 'UTC' })).toBe('0 0 1,L * *, UTC')
})

test.each([
  [{ cron: '0 9 * * 1', timeZone: 'Europe/Berlin' }, 'every Monday at 09:00, Europe/Berlin'],
  [{ everyMs: 60_000 }, 'every minute'],
  [{ everyMs: 5_400_000 }, 'every 1 h 30 min'],
])('the timing %j is %s', (timing, words) => {
  expect(timingWords(timing)).toBe(words)
})
