import { expect, test } from 'vitest'
import { decodeClipped, decodeText } from './decode-text.ts'
import { Utf8Check } from './text-encoding.ts'

const check = (bytes: Uint8Array, chunkBytes: number) => {
  const utf8 = new Utf8Check()
  for (let at = 0; at < bytes.length; at += chunkBytes) utf8.push(bytes.subarray(at, at + chunkBytes))
  return { encoding: utf8.end(), firstInvalid: utf8.firstInvalid }
}

test.each([1, 2, 3, 5, 1000])('Characters that are split between chunks of %d bytes are still UTF-8', (chunkBytes) => {
  expect(check(Buffer.from('plain, žluťoučký, 漢字, 🚲🚲, end'), chunkBytes)).toEqual({
    encoding: 'UTF-8',
    firstInvalid: undefined,
  })
})

test.each([1, 3, 64])('In chunks of %d bytes the first byte that is not UTF-8 is found', (chunkBytes) => {
  const before = Buffer.from('žluť '.repeat(30))
  const bytes = Buffer.concat([before, Buffer.from('Müller and more', 'latin1')])
  expect(check(bytes, chunkBytes)).toEqual({ encoding: 'Windows-1252', firstInvalid: before.length + 1 })
})

test('A character that the end of the file cuts off is not UTF-8', () => {
  expect(check(Buffer.from('abc 漢').subarray(0, 6), 4)).toEqual({ encoding: 'Windows-1252', firstInvalid: 4 })
})

test('Windows-1252 has a euro sign and curly quotes where Latin-1 has control characters', () => {
  expect(decodeText('\x80 5, \x93caf\xe9\x94', 'Windows-1252')).toBe('€ 5, “café”')
})

test('Clipped text is one line, and never ends in half a character', () => {
  const bytes = Buffer.from('line\r\nbreak 漢').toString('latin1')
  expect(decodeClipped(bytes.slice(0, -1), 'UTF-8', 80, true)).toBe('line break …')
  expect(decodeClipped(bytes, 'UTF-8', 6)).toBe('line b…')
})
