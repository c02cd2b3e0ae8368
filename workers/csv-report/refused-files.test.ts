import { expect, test } from 'vitest'
import { profileBytes } from '#workers/testing/profile-bytes.ts'
import { InvalidCsvError } from './invalid-csv-error.ts'

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test.each([
  ['is empty', '', 1, 1],
  ['has nothing but line breaks', '\n\r\n\n', 1, 1],
  ['is an image', png, 3, 1],
  ['has a NUL byte', 'a,b\n1,2\n3,4\0\n', 3, 2],
  ['is UTF-16 without a byte order mark', Buffer.from('a,b\n1,2\n', 'utf16le'), 1, 1],
  ['has a quote that is never closed', 'a,b\n1,2\n\n3,"x\n5,6\n7,8\n', 4, 2],
  ['has a quote that is never closed after quoted line breaks', 'a,b\r\n1,"x\r\ny"\r\n3,"x\r\n5,6\r\n', 4, 2],
  ['has an endless quoted value', `a,b\n1,"${'long\n'.repeat(1_000_000)}`, 2, 2],
  ['has an endless line', `a,b\n1,2\n${'x'.repeat(5_000_000)}\n`, 3, 1],
  ['has an endless line of empty fields', `a,b\n${','.repeat(6_000_000)}`, 2, 1],
  ['has too many columns', `${','.repeat(2_000)}\n`, 1, 2_001],
])('A file that %s is refused with line and column', async (_, content, line, column) => {
  const error = await profileBytes(content, { chunkBytes: 65_536 }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(InvalidCsvError)
  expect(error).toMatchObject({ line, column, message: expect.stringMatching(/^Line \d+, column \d+: .*\.$/) })
})
