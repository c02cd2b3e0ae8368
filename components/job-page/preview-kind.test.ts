import { expect, test } from 'vitest'
import { previewKind } from './preview-kind.ts'

test.each([
  ['image/png', 1_000, 'image'],
  ['image/png', 50_000_000, undefined],
  ['image/svg+xml', 1_000, undefined],
  ['text/html', 1_000, 'page'],
  ['text/html; charset=utf-8', 1_000, 'page'],
  ['text/html', 50_000_000, undefined],
  ['text/csv', 9_000_000_000, 'table'],
  ['application/json', 1_000, 'json'],
  ['application/json', 9_000_000, 'text'],
  ['text/plain', 9_000_000_000, 'text'],
  ['text/plain', 0, undefined],
  ['application/zip', 1_000, undefined],
  ['application/xhtml+xml', 1_000, undefined],
  ['text/javascript', 1_000, undefined],
])('a file of %s with %i bytes is shown as %s', (mediaType, bytes, kind) => {
  expect(previewKind({ mediaType, bytes })).toBe(kind)
})
