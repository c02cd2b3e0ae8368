import { expect, test } from 'vitest'
import type { Log } from '#server/log.ts'
import { BadEntries, entryFault } from './bad-entries.ts'

function setup() {
  const lines: { queue?: unknown; count?: unknown }[] = []
  const log: Log = { debug() {}, info() {}, error() {}, warn: (fields: object) => void lines.push(fields) }
  let now = 1_000
  const bad = new BadEntries(log, () => now)
  const pass = (ms: number) => {
    now += ms
  }
  return { bad, lines, pass }
}

const poison = { id: '5-0', fields: { event: 'progress', jobId: '1', data: '' } }

test.each([
  ['no event', { jobId: '1' }, undefined],
  ['an empty event', { event: '' }, undefined],
  ['progress without data', { event: 'progress', jobId: '1' }, undefined],
  ['progress that is undefined', poison.fields, undefined],
  ['progress cut off', { event: 'progress', data: '{"a":' }, undefined],
  ['progress too large to read', { event: 'progress', jobId: '1' }, 8_000_000],
])('%s is a fault', (_what, fields, leftOut) => {
  expect(entryFault({ id: '5-0', fields, leftOut })).toMatch(/^It/)
})

test.each([
  ['a number as progress', { event: 'progress', data: '10' }, undefined],
  ['an event of a later BullMQ', { event: 'teleported' }, undefined],
  ['a large result', { event: 'completed', jobId: '1' }, 100_000],
])('%s is no fault', (_what, fields, leftOut) => {
  expect(entryFault({ id: '5-0', fields, leftOut })).toBeUndefined()
})

test('a flood of bad entries is counted, reported once a minute for each queue, and kept within bounds', () => {
  const { bad, lines, pass } = setup()
  for (let i = 0; i < 1_000; i += 1) bad.inspect('mail', { ...poison, id: `${i}-0` })
  bad.inspect('images', poison)
  expect(bad.count).toBe(1_001)
  expect(lines).toMatchObject([
    { queue: 'mail', count: 1 },
    { queue: 'images', count: 1 },
  ])
  expect(bad.samples.map(({ id }) => id)).toEqual([...Array.from({ length: 19 }, (_, i) => `${981 + i}-0`), '5-0'])
  pass(60_000)
  bad.inspect('mail', poison)
  expect(lines.at(-1)).toMatchObject({ queue: 'mail', count: 1_000 })
})

test('a sample has at most two kibibytes, whole characters only', () => {
  const { bad } = setup()
  bad.inspect('mail', { id: '1-0', fields: { data: '€'.repeat(60_000), more: 'x'.repeat(60_000) } })
  const text = bad.samples[0]?.text ?? ''
  expect(new TextEncoder().encode(text).length).toBeGreaterThan(2_000)
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2_048)
  expect(text).not.toContain('\uFFFD')
})
