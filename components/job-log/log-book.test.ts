import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keptLogLines, type LogLine } from '#core/log-line.ts'
import { LogBook } from './log-book.ts'

const line = (seq: number): LogLine => ({ seq, at: 1_000 + seq, level: 'info', text: `line ${seq}` })
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => line(from + i))
const seqs = (book: LogBook) => book.blocks().flatMap((block) => block.lines.map(({ seq }) => seq))

test('[G6] however lines come, each is there once and in order', () => {
  const anyPart = fc
    .tuple(fc.integer({ min: 1, max: 400 }), fc.nat(120))
    .map(([from, count]) => lines(from, from + count))
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 12 }), (parts) => {
      const book = new LogBook()
      for (const part of parts) expect(book.add(part)).toBe(true)
      const known = [...new Set(parts.flat().map(({ seq }) => seq))].sort((a, b) => a - b)
      expect(seqs(book)).toEqual(known)
      expect([book.count, book.first, book.last]).toEqual([known.length, known[0], known.at(-1)])
    }),
  )
})

test('[G8] as long as a line is missing between others there is a hole, and filling the holes ends with the whole log', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 350 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 80 }),
      (some, most) => {
        const book = new LogBook()
        for (const seq of some) book.add([line(seq)])
        const [first, last] = [Math.min(...some), Math.max(...some)]
        for (let hole = book.hole(); hole; hole = book.hole()) {
          expect(seqs(book)).toContain(hole.after)
          expect(seqs(book)).toContain(hole.before)
          book.add(lines(hole.after + 1, Math.min(hole.before - 1, hole.after + most)))
        }
        expect(seqs(book)).toEqual(lines(first, last).map(({ seq }) => seq))
      },
    ),
  )
})

test('a hole that nobody can fill is no hole any more', () => {
  const book = new LogBook()
  book.add([line(1), line(5), line(900)])
  expect(book.hole()).toEqual({ after: 5, before: 900 })
  book.settle({ after: 5, before: 900 })
  expect(book.hole()).toEqual({ after: 1, before: 5 })
})

test('of a log that was followed from its start the lines before the first are a hole, until they are known not to be kept', () => {
  const book = new LogBook()
  book.beginAtTheStart()
  expect(book.hole()).toBeUndefined()
  book.add(lines(40, 50))
  expect(book.hole()).toEqual({ after: 0, before: 40 })
  book.add(lines(30, 39))
  book.settle({ after: 0, before: 30 })
  book.add(lines(51, 60))
  expect(book.hole()).toBeUndefined()
  book.add(lines(61, keptLogLines + 100))
  expect(book.hole()).toBeUndefined()
})

test('the newest lines stay, as many as a job keeps, and a line that is older than those changes nothing', () => {
  const book = new LogBook()
  book.add(lines(1, 50))
  book.add(lines(51, keptLogLines + 1_030))
  expect(seqs(book)).toEqual(lines(1_031, keptLogLines + 1_030).map(({ seq }) => seq))
  expect(book.count).toBe(keptLogLines)
  book.add(lines(1, 20))
  expect(book.first).toBe(1_031)
})

test('[I3] what is known already changes nothing, and new lines leave the blocks before them the same objects', () => {
  const book = new LogBook()
  book.add(lines(1, 250))
  const before = book.blocks()
  book.add(lines(40, 240))
  expect(book.blocks()).toBe(before)
  book.add(lines(251, 260))
  expect(book.blocks()).not.toBe(before)
  expect(book.blocks().map((block, i) => block === before[i])).toEqual([true, true, false])
})

test('a line that says something else than the one of its number is of another log, and nothing of it is taken in', () => {
  const book = new LogBook()
  book.add(lines(1, 10))
  expect(book.add([{ ...line(11) }, { ...line(3), text: 'another' }])).toBe(false)
  expect(book.add([{ ...line(3), at: 9 }])).toBe(false)
  expect(seqs(book)).toEqual(lines(1, 10).map(({ seq }) => seq))
})
