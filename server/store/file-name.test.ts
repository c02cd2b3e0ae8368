import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvalidFileNameError } from '#core/errors.ts'
import { checkFileName, displayName } from './file-name.ts'

test.each([
  ['report.csv', 'report.csv'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\boot.ini', 'boot.ini'],
  ['C:\\Users\\me\\a.csv', 'a.csv'],
  ['/abs/a.csv', 'a.csv'],
  ['a\u0000b.csv', 'ab.csv'],
  ['a\r\nb.csv', 'ab.csv'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['  a.csv  ', 'a.csv'],
  ['e\u0301.csv', '\u00e9.csv'],
  ['.', 'file'],
  ['..', 'file'],
  ['a/', 'file'],
  ['', 'file'],
  ['   ', 'file'],
  ['\u200B', 'file'],
])('%j is shown as %j', (name, shown) => {
  expect(displayName(name)).toBe(shown)
})

test('whatever a file is called, what is shown is short, whole and no path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const shown = displayName(name)
      expect(shown).toMatch(/^[^/\\\p{Cc}\p{Cf}]{1,200}$/u)
      expect(shown.isWellFormed()).toBe(true)
    }),
  )
  expect(displayName(`${'a'.repeat(199)}😀.csv`).isWellFormed()).toBe(true)
})

test.each(['report.html', 'a', 'a.b.c', 'über 😀.csv', 'a..b', 'CON', 'x'.repeat(200)])(
  'a job may write %j',
  (name) => {
    expect(checkFileName(name)).toBe(name)
  },
)

test.each([
  '',
  '.',
  '..',
  '.hidden',
  'a/b',
  '../a',
  'a\\b',
  'a\u0000',
  'a\nb',
  '\u202Ea',
  'a\u202Eb',
  'x'.repeat(201),
  'ü'.repeat(150),
])('a job may not write %j', (name) => {
  expect(() => checkFileName(name)).toThrow(InvalidFileNameError)
})
