import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstStreamId } from '#core/stream-id.ts'
import { accountRead, emptyStream, endOf, type StreamInfo } from './stream-position.ts'

/** A stream as Redis keeps it: what was ever added counts on, whatever is trimmed. */
class ModelStream {
  entries: number[] = []
  last = 0
  added = 0
  add(count: number) {
    for (let i = 0; i < count; i += 1) {
      this.last += 1
      this.added += 1
      this.entries.push(this.last)
    }
  }
  trim(length: number) {
    this.entries = this.entries.slice(Math.max(0, this.entries.length - length))
  }
  info(): StreamInfo {
    const id = (n: number | undefined) => (n === undefined ? firstStreamId : `${n}-0`)
    const { last, added, entries } = this
    return { last: last === 0 ? firstStreamId : id(last), first: id(entries[0]), added, length: entries.length }
  }
  after(cursor: string, count: number) {
    const from = Number(cursor.split('-')[0])
    return this.entries
      .filter((n) => n > from)
      .slice(0, count)
      .map((n) => ({ id: `${n}-0`, fields: {} }))
  }
}

const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('trim' as const), count: fc.nat(8) }),
  fc.record({ kind: fc.constant('read' as const), count: fc.integer({ min: 1, max: 6 }) }),
)

test('[G8] the counted loss always equals the truth: no missed gap, no false alarm', () => {
  fc.assert(
    fc.property(fc.nat(5), fc.array(anyStep, { maxLength: 60 }), (before, steps) => {
      const stream = new ModelStream()
      stream.add(before)
      let at = endOf(stream.info())
      const delivered = new Set<number>()
      let lost = 0
      const read = (count: number) => {
        const entries = stream.after(at.cursor, count)
        const accounted = accountRead(at, stream.info(), entries)
        if (accounted.kind === 'rewound') throw new Error('A stream that only grew was taken for another.')
        at = accounted.position
        lost += accounted.lost ?? Number.NaN
        for (const { id } of entries) delivered.add(Number(id.split('-')[0]))
      }
      for (const { kind, count } of steps) {
        if (kind === 'read') read(count)
        else stream[kind](count)
        // At any time: what was added since the start is delivered, still there to be read, or counted as lost.
        if (kind === 'read') {
          const unread = stream.after(at.cursor, Number.POSITIVE_INFINITY).length
          expect(lost).toBe(stream.added - before - delivered.size - unread)
        }
      }
      read(Number.POSITIVE_INFINITY)
      expect(lost).toBe(stream.added - before - delivered.size)
      expect(at.index).toBe(stream.added)
    }),
    { numRuns: 2_000 },
  )
})

test('[G8] entries that were deleted from the middle are counted as soon as the end is read', () => {
  const stream = new ModelStream()
  stream.add(5)
  const at = endOf(stream.info())
  stream.add(5)
  stream.entries = stream.entries.filter((n) => n !== 7)
  expect(accountRead(at, stream.info(), stream.after(at.cursor, 99))).toMatchObject({ kind: 'read', lost: 1 })
})

test.each([
  ['ends before the cursor', { last: '4-0', first: '1-0', added: 9, length: 4 }, []],
  ['was deleted', emptyStream, []],
  ['counts fewer entries than were read', { last: '9-0', first: '9-0', added: 1, length: 1 }, [9]],
  ['began anew with later ids', { last: '17-0', first: '11-0', added: 7, length: 7 }, [11, 12, 13, 14, 15, 16, 17]],
] as const)('[G8] a stream that %s is not the one that was followed', (_what, info, ids) => {
  const entries = ids.map((n) => ({ id: `${n}-0`, fields: {} }))
  expect(accountRead({ cursor: '5-0', index: 5 }, info, entries)).toEqual({ kind: 'rewound' })
})

test('before Redis 7 a gap is suspected when nothing at or before the cursor is left', () => {
  const at = { cursor: '5-0', index: undefined }
  const info = { last: '9-0', first: '5-0', added: undefined, length: 5 }
  const lost = (change: Partial<StreamInfo>) => accountRead(at, { ...info, ...change }, [])
  expect(lost({})).toMatchObject({ kind: 'read', lost: 0 })
  expect(lost({ first: '6-0' })).toMatchObject({ kind: 'read', lost: undefined })
  expect(lost({ first: firstStreamId, length: 0 })).toMatchObject({ kind: 'read', lost: undefined })
  expect(lost({ first: firstStreamId, length: 0, last: '5-0' })).toMatchObject({ kind: 'read', lost: 0 })
})
