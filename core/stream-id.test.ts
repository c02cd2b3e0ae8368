import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareStreamIds, firstStreamId, isNewer, streamTime } from './stream-id.ts'

test.each([
  ['1-0', '2-0'],
  ['9-0', '10-0'],
  ['5-9', '5-10'],
  ['5-99', '6-0'],
  [firstStreamId, '0-1'],
])('%s is older than %s', (older, newer) => {
  expect(isNewer(newer, older)).toBe(true)
  expect(isNewer(older, newer)).toBe(false)
  expect(isNewer(newer, newer)).toBe(false)
})

test('ids sort by time, then by number', () => {
  const part = fc.nat(2 ** 48)
  fc.assert(
    fc.property(part, part, part, part, (time, sequence, otherTime, otherSequence) => {
      const sign = Math.sign(compareStreamIds(`${time}-${sequence}`, `${otherTime}-${otherSequence}`))
      expect(sign).toBe(Math.sign(time - otherTime || sequence - otherSequence))
      expect(streamTime(`${time}-${sequence}`)).toBe(time)
    }),
  )
})
