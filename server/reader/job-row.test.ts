import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JobRow, snapshotReplySchema } from './job-row.ts'

const reply = (...rows: unknown[]) => ['7-0', 0, [1, 2, 3, 4], rows, [null, null, null, '']]
const row = (fields: (string | null)[]): JobRow | undefined =>
  snapshotReplySchema.parse(reply(['1', 'active', ...fields])).rows[0]

test('an answer of the script is read by place', () => {
  const fields = [
    '4096',
    '12',
    'mail',
    '1',
    '2',
    '3',
    '4',
    '5',
    'worker',
    '50',
    '{}',
    'It broke.',
    '[]',
    '{"stored":true}',
    '{"attempt":4,"flags":[]}',
    '{"attempt":4,"at":9,"by":"ada"}',
    '["mail:2"]',
    'bull:images:7',
    '5',
    '2,3,4,1',
    'held',
  ]
  expect(
    snapshotReplySchema.parse(['7-0', 1, [1, 2, 3, 4], [['1', 'failed', ...fields]], ['4', '10', '60000', 'rate']]),
  ).toEqual({
    version: '7-0',
    paused: true,
    counts: { pending: 1, running: 2, success: 3, failure: 4 },
    heldBy: { max: 10, perMs: 60_000 },
    rows: [
      {
        ...{ id: '1', bullState: 'failed', score: 4096, resultBytes: 12, name: 'mail' },
        ...{ timestamp: 1, processedOn: 2, finishedOn: 3, attemptsStarted: 4, attemptsMade: 5, processedBy: 'worker' },
        ...{ progress: '50', opts: '{}', failedReason: 'It broke.', attempts: '[]', result: '{"stored":true}' },
        flags: '{"attempt":4,"flags":[]}',
        cancel: '{"attempt":4,"at":9,"by":"ada"}',
        retried: '["mail:2"]',
        parentKey: 'bull:images:7',
        place: 5,
        children: { total: 10, done: 3, failed: 5 },
        keptTill: 'held',
      },
    ],
  })
})

test('Redis ends a row at its last value: the rest is absent', () => {
  expect(snapshotReplySchema.parse(reply(['1', 'corrupt'])).rows[0]).toMatchObject({
    ...{ id: '1', bullState: 'corrupt', name: null, opts: null, attemptsStarted: 0, attemptsMade: 0 },
    ...{ timestamp: undefined, score: undefined },
  })
})

test.each([
  ['1700000000000', 1_700_000_000_000],
  ['-5', -5],
  ['8640000000000000', 8.64e15],
  ['8640000000000001', undefined],
  ['1e300', undefined],
  ['Infinity', undefined],
  ['NaN', undefined],
  ['yesterday', undefined],
  ['', undefined],
  [' ', undefined],
  [null, undefined],
])('the time "%s" is %s', (text, time) => {
  expect(row([null, null, null, text])?.timestamp).toBe(time)
})

test.each([
  ['3', 3],
  ['0', 0],
  ['-1', 0],
  ['1.5', 0],
  ['many', 0],
  ['1e999', 0],
  [null, 0],
])('the attempt count "%s" is %s', (text, count) => {
  const read = row([null, null, null, null, null, null, text, text])
  expect([read?.attemptsStarted, read?.attemptsMade]).toEqual([count, count])
})

test('the score of a delayed job is larger than any time, and is taken', () => {
  const score = 1_700_000_000_000 * 4096 + 17
  expect(row([String(score)])?.score).toBe(score)
})

test('[I10] one row with odd values harms only itself', () => {
  const odd = fc.array(fc.option(fc.string()), { maxLength: 20 })
  fc.assert(
    fc.property(fc.string(), fc.string(), odd, (id, state, fields) => {
      const { rows } = snapshotReplySchema.parse(reply(['1', 'active'], [id, state, ...fields], ['2', 'wait']))
      expect(rows.map((read) => read.id)).toEqual(['1', id, '2'])
    }),
  )
})
