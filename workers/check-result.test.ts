import { expect, test } from 'vitest'
import { checkResult, maxResultBytes } from './check-result.ts'

const ofBytes = (bytes: number) => 'x'.repeat(bytes - 2)

test.each([
  ['nothing', undefined],
  ['null', null],
  ['an object', { rows: [1, 2] }],
  ['a function, which is nothing', () => 1],
  ['as much as is kept', ofBytes(maxResultBytes)],
])('%s can be kept', (_what, result) => {
  expect(() => checkResult(result)).not.toThrow()
})

const circular: Record<string, unknown> = {}
circular.self = circular
const nested = (levels: number) => {
  let value: unknown[] = []
  for (let i = 0; i < levels; i += 1) value = [value]
  return value
}
const throwing = (thrown: unknown) => ({
  toJSON() {
    throw thrown
  },
})

test.each([
  ['one byte too many', ofBytes(maxResultBytes + 1), 'result-too-large'],
  ['letters of two bytes', 'ü'.repeat(maxResultBytes / 2), 'result-too-large'],
  ['a BigInt', { rows: 10n }, 'error'],
  ['a circle', circular, 'error'],
  ['an object nested without end', nested(100_000), 'error'],
  ['an object that refuses', throwing(new Error('No.')), 'error'],
  ['an object that refuses without a word', throwing(null), 'error'],
])('%s cannot be kept, and the reason says what to do', (_what, result, reason) => {
  expect(() => checkResult(result)).toThrow(expect.objectContaining({ name: 'WorkError', reason }))
  expect(() => checkResult(result)).toThrow(/\. (Write it to a file|Return plain objects)/)
})
