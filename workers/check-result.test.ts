import { expect, test } from 'vitest'
import { checkResult, maxResultBytes } from './check-result.ts'

const ofBytes = (bytes: number) => 'x'.repeat(bytes - 2)

test.each([
  ['nothing', undefined],
  ['null', null],
  ['an object', { rows: [1, 2] }],
  ['what says itself how it is written', { at: new Date(0) }],
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
  ['a function', () => 1, 'error'],
  ['a function inside', { rows: [{ read: () => 1 }] }, 'error'],
  ['a symbol inside', { kind: Symbol('kind') }, 'error'],
  ['undefined inside', { rows: undefined }, 'error'],
  ['undefined in a list', [1, undefined], 'error'],
  ['a Map', { rows: new Map([[1, 2]]) }, 'error'],
  ['a Set', new Set([1]), 'error'],
  ['an object nested without end', nested(100_000), 'error'],
  ['an object that refuses', throwing(new Error('No.')), 'error'],
  ['an object that refuses without a word', throwing(null), 'error'],
])('%s cannot be kept, and the reason says what to do', (_what, result, reason) => {
  expect(() => checkResult(result)).toThrow(expect.objectContaining({ name: 'WorkError', reason }))
  expect(() => checkResult(result)).toThrow(/\. (Write it to a file|Return plain objects)/)
})

test('the reason names the field that cannot be written', () => {
  expect(() => checkResult({ rows: { read: () => 1 } })).toThrow('"read" is a function')
  expect(() => checkResult({ rows: undefined })).toThrow('"rows" is undefined')
})
