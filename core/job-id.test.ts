import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatJobId, newJobId, parseJobId, randomId } from './job-id.ts'

const letters = 'abcXYZ059._{}-'
const anyQueue = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 100 })
const anyBullId = fc.string({
  unit: fc.constantFrom(...letters, ':', '<', '%', 'ü', '😀'),
  minLength: 1,
  maxLength: 90,
})

test('an id is read as it was written, whatever colons the inner id holds', () => {
  fc.assert(
    fc.property(anyQueue, anyBullId, (queue, id) => {
      expect(parseJobId(formatJobId({ queue, id }))).toEqual({ queue, id })
    }),
  )
})

test.each([
  ['nothing', ''],
  ['no colon', 'mail'],
  ['no queue', ':17'],
  ['no inner id', 'mail:'],
  ['a slash', 'mail:../17'],
  ['a backslash', 'mail:..\\17'],
  ['a space', 'mail:1 7'],
  ['a line break', 'mail:17\n'],
  ['a NUL', 'mail:\u0000'],
  ['a queue with other letters', 'mäil:17'],
  ['a queue that is too long', `${'q'.repeat(101)}:17`],
  ['an inner id that is too long', `mail:${'1'.repeat(201)}`],
])('text with %s is no job id', (_what, text) => {
  expect(parseJobId(text)).toBeUndefined()
})

test('new ids are 26 letters of 128 bits, all different, and never a number', () => {
  const ids = Array.from({ length: 1_000 }, randomId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z2-7]{25}[aeimquy4]$/)
  expect(newJobId()).toMatch(/^j_[a-z2-7]{26}$/)
})

test('every letter of a new id varies', () => {
  const ids = Array.from({ length: 1_000 }, randomId)
  for (let i = 0; i < 25; i += 1) expect(new Set(ids.map((id) => id[i])).size).toBe(32)
})
