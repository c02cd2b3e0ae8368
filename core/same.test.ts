import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame } from './same.ts'

test('a copy says the same, and so does what came over the wire', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isSame(value, structuredClone(value))).toBe(true)
    }),
  )
})

test('two JSON values say the same exactly when their canonical texts do', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
      expect(isSame(a, b)).toBe(canonical(a) === canonical(b))
    }),
  )
})

// Zero with a sign is the one number JSON loses.
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => {
    if (Object.is(item, -0)) return 'minus zero'
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })

test.each([
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: undefined }, { b: undefined }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [{ a: undefined, b: 1 }, { a: 1, b: undefined }, false],
  [[], {}, false],
  [['x'], { 0: 'x' }, false],
  [null, {}, false],
  [undefined, null, false],
  ['1', 1, false],
  [Number.NaN, Number.NaN, true],
  [{ constructor: undefined }, {}, true],
])('%j and %j: %s', (a, b, same) => {
  expect(isSame(a, b)).toBe(same)
  expect(isSame(b, a)).toBe(same)
})
