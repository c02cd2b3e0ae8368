import { expect, test } from 'vitest'
import { maxEveryMs } from '#core/schedule.ts'
import { scheduleTiming } from './schedule-timing.ts'

test.each([
  ['0 9 * * 1-5', undefined, { cron: '0 9 * * 1-5', timeZone: 'UTC' }],
  ['  0   9 * * MON-FRI ', 'Europe/Berlin', { cron: '0 9 * * MON-FRI', timeZone: 'Europe/Berlin' }],
  ['*/10 * * * * *', 'UTC', { cron: '*/10 * * * * *', timeZone: 'UTC' }],
  ['0 0 L * *', 'Asia/Kolkata', { cron: '0 0 L * *', timeZone: 'Asia/Kolkata' }],
  ['0 9 * MAR THU', 'UTC', { cron: '0 9 * MAR THU', timeZone: 'UTC' }],
  ['0 0 29 2 *', 'UTC', { cron: '0 0 29 2 *', timeZone: 'UTC' }],
])('"%s" in %s is a timing', (cron, timeZone, expected) => {
  expect(scheduleTiming({ cron: cron.trim(), timeZone })).toEqual(expected)
})

test.each([
  ['nothing', '', /five fields/],
  ['four fields', '0 9 * *', /five fields/],
  ['seven fields', '0 0 9 * * * 2027', /five fields/],
  ['a name for many fields', '@daily', /five fields/],
  ['a minute there is not', '61 * * * *', /got value 61 expected range 0-59/],
  ['an hour there is not', '0 24 * * *', /got value 24/],
  ['a day there is not', '0 0 0 * *', /got value 0/],
  ['a month there is not', '0 0 1 FOO *', /alias "foo"/],
  ['31 February', '0 0 31 2 *', /no day ever fits/],
  ['a day no such month has', '0 0 31 2,4 *', /no day ever fits/],
  ['a range from right to left', '30-10 * * * *', /Invalid range/],
  ['steps of nothing', '*/0 * * * *', /repeat at every 0/],
  ['a time the parser chooses', 'H * * * *', /"H" is not a field/],
  ['a time the parser chooses, in a list', '1,H(3-5) * * * *', /is not a field/],
  ['a fraction', '1.5 * * * *', /"1.5" is not a field/],
  ['what is no cron', 'a b c d e', /Invalid characters/],
])('%s is refused at the field cron', (_what, cron, message) => {
  expect(() => scheduleTiming({ cron })).toThrow(expect.objectContaining({ code: 'bad_request', field: 'cron' }))
  expect(() => scheduleTiming({ cron })).toThrow(message)
})

test.each(['Mars/Phobos', '', '+03:00', 'UTC+3', 'local', 'system', '../etc/passwd', 'Europe/Berlin ', 'x'.repeat(60)])(
  'the time zone "%s" is refused at its field',
  (timeZone) => {
    const refused = expect.objectContaining({ code: 'bad_request', field: 'timeZone' })
    expect(() => scheduleTiming({ cron: '0 9 * * *', timeZone })).toThrow(refused)
  },
)

test.each([
  ['nothing to go by', {}, 'cron'],
  ['both', { cron: '0 9 * * *', everyMs: 60_000 }, 'cron'],
  ['a zone without a clock', { everyMs: maxEveryMs, timeZone: 'UTC' }, 'timeZone'],
])('%s is refused', (_what, asked, field) => {
  expect(() => scheduleTiming(asked)).toThrow(expect.objectContaining({ code: 'bad_request', field }))
})
