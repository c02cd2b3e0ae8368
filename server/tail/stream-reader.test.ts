import { expect, test } from 'vitest'
import { streamRead } from './stream-reader.ts'

const entry = ['8-0', 0, ['event', 'added', '__proto__', 'x']]

test('what Redis says of a stream is read, whichever fields its version has', () => {
  expect(streamRead(['read', '9-1', '8-0', 7, 2, 1, [entry]])).toMatchObject({
    kind: 'read',
    info: { last: '9-1', first: '8-0', added: 7, length: 2 },
    more: true,
  })
  expect(streamRead(['read', '9-1', '0-0', -1, 0, 0, []])).toMatchObject({ info: { added: undefined }, more: false })
})

test('[I10] a field may have any name, and the entry keeps its own fields only', () => {
  const read = streamRead(['read', '9-1', '8-0', 7, 2, 0, [entry, ['9-1', 70_000, []]]])
  if (read.kind === 'broken') throw new Error(read.why)
  expect(Object.entries(read.entries[0]?.fields ?? {})).toEqual([
    ['event', 'added'],
    ['__proto__', 'x'],
  ])
  expect(read.entries[1]).toEqual({ id: '9-1', fields: Object.create(null), leftOut: 70_000 })
})

test.each([
  ['nothing', undefined],
  ['text', 'OK'],
  ['an id that is none', ['read', 'last', '0-0', 0, 0, 0, []]],
  ['a number of entries that is none', ['read', '9-1', '8-0', 'many', 2, 0, []]],
  ['an entry that is none', ['read', '9-1', '8-0', 7, 2, 0, [entry, null]]],
])('[I10] %s instead of a stream breaks only that stream', (_what, answer) => {
  expect(streamRead(answer)).toEqual({ kind: 'broken', why: expect.stringContaining('cannot be read') })
})
