import { expect, test } from 'vitest'
import { createAddressRanges, isAddressRange } from './address-ranges.ts'

test.each(['10.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '127.0.0.1/32'])('%s names addresses', (range) => {
  expect(isAddressRange(range)).toBe(true)
})

test.each(['', 'proxy', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/', '/8', '10.0.0.1-10.0.0.9'])(
  '"%s" names none, or all there are',
  (range) => {
    expect(isAddressRange(range)).toBe(false)
  },
)

test.each([
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['11.1.2.3', false],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['fd12::1', true],
  ['fe12::1', false],
  ['unknown', false],
  [undefined, false],
])('%s is one of them: %s', (address, isIn) => {
  expect(createAddressRanges(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']).includes(address)).toBe(isIn)
})
