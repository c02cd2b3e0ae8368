import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { keptAttempts } from '#core/job-limits.ts'
import { attemptsSchema, parseStored, resultRecordSchema } from './job-record.ts'

test('what a worker keeps is read back', () => {
  const attempts = [
    {
      number: 1,
      startedAt: 1,
      finishedAt: 2,
      worker: 'w',
      reason: 'error',
      error: { name: 'E', message: 'm', stack: 's' },
    },
    { number: 2, startedAt: 3 },
  ]
  expect(parseStored(attemptsSchema, JSON.stringify(attempts))).toEqual(attempts)
  const result = { stored: true, summary: '2 rows', files: [{ name: 'a.csv', bytes: 1, mediaType: 'text/csv' }] }
  expect(parseStored(resultRecordSchema, JSON.stringify(result))).toEqual(result)
})

test.each([
  ['nothing', null],
  ['an empty text', ''],
  ['no JSON', '{'],
  ['something else', '"text"'],
  ['null', 'null'],
  ['an object', '{}'],
  ['an attempt without a number', '[{"startedAt":1}]'],
  ['a reason nobody knows', '[{"number":1,"startedAt":1,"reason":"bad luck"}]'],
  ['a time no clock shows', '[{"number":1,"startedAt":1e300}]'],
  ['more attempts than are kept', JSON.stringify(Array(keptAttempts + 1).fill({ number: 1, startedAt: 1 }))],
])('attempts stored as %s count as absent', (_what, text) => {
  expect(parseStored(attemptsSchema, text)).toBeUndefined()
})

test('a null that was stored is a value', () => {
  expect(parseStored(z.unknown(), 'null')).toBeNull()
})

test('[I10] no stored text is an error', () => {
  const deep = '['.repeat(30_000) + ']'.repeat(30_000)
  for (const schema of [attemptsSchema, resultRecordSchema, z.unknown()]) {
    expect(() => parseStored(schema, deep)).not.toThrow()
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(() => parseStored(schema, text)).not.toThrow()
      }),
    )
  }
})
