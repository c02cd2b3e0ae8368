import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxTime } from '#core/job-limits.ts'
import { logLevels, maxLogLineBytes } from '#core/log-line.ts'
import { parseLogLine } from './parse-log-line.ts'

test('what a worker of ours stored is read as it was', () => {
  const entry = { at: 5_000, level: 'warn', text: 'Half of the rows\nare empty.' }
  expect(parseLogLine(7, JSON.stringify(entry))).toEqual({ seq: 7, ...entry })
})

test.each([
  ['plain text', 'Row 5 is odd.', 'Row 5 is odd.'],
  ['somebody else’s JSON', '{"level":30,"msg":"hello"}', '{"level":30,"msg":"hello"}'],
  ['an unknown level', '{"at":1,"level":"fatal","text":"x"}', '{"at":1,"level":"fatal","text":"x"}'],
  ['a time that is none', '{"at":9e15,"level":"info","text":"x"}', '{"at":9e15,"level":"info","text":"x"}'],
  ['half of an entry', '{"at":1,"level":"in', '{"at":1,"level":"in'],
  ['colours', '\u001b[31mred\u001b[0m', 'red'],
  ['nothing', '', ''],
])('a line of %s is a line without a time', (_what, stored, text) => {
  expect(parseLogLine(1, stored)).toEqual({ seq: 1, level: 'info', text })
})

test('what a terminal would obey is taken out of our own entries too: anybody may have written them', () => {
  const stored = JSON.stringify({ at: 1, level: 'info', text: 'a\u001b[2Jb\u0000' })
  expect(parseLogLine(1, stored).text).toBe('ab')
})

test('[I10] whatever stands in the list is one line that can be shown', () => {
  const anything = fc.oneof(
    fc.string({ maxLength: 40_000, size: 'max' }),
    fc.json(),
    fc
      .record({ at: fc.double(), level: fc.constantFrom(...logLevels), text: fc.string() })
      .map((e) => JSON.stringify(e)),
  )
  fc.assert(
    fc.property(anything, (stored) => {
      const { seq, at = 0, level, text } = parseLogLine(3, stored)
      expect(seq).toBe(3)
      expect(Math.abs(at)).toBeLessThanOrEqual(maxTime)
      expect(logLevels).toContain(level)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxLogLineBytes + 5)
      expect(text).not.toMatch(/[^\P{Cc}\n\t]/u)
    }),
  )
})
