import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanJson } from './scan-json.ts'

const limits = { levels: 5, items: 100 }
const scan = (text: string) => scanJson(text, limits)
const code = (text: string) => {
  try {
    scan(text)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

test.each([
  ['{"a":1,"a":2}', 'duplicate_key'],
  ['{"a":1,"\\u0061":2}', 'duplicate_key'],
  ['{"x":{"a":1,"b":[{"c":1},2],"a":2}}', 'duplicate_key'],
  ['{"__proto__":1}', 'forbidden_key'],
  ['[{"\\u005f_proto__":{}}]', 'forbidden_key'],
  ['{"constructor":{"prototype":{}}}', 'forbidden_key'],
  ['[[[[[[]]]]]]', 'too_deep'],
  [`[${'1,'.repeat(100)}1]`, 'too_many_items'],
  ['[1e999]', 'number_range'],
  ['[-1e999]', 'number_range'],
  ['[9007199254740993]', 'number_range'],
  ['[-0]', 'number_range'],
  ['["\\ud800"]', 'text_not_well_formed'],
  ['{"\\udc00x":1}', 'text_not_well_formed'],
])('%s is refused as %s', (text, expected) => {
  expect(code(text)).toBe(expected)
})

test.each([
  '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}',
  '{"a":"__proto__","b":"a","c":["a","a"]}',
  '{"constructor":1,"prototype":2,"toString":3,"hasOwnProperty":4}',
  '["\\ud83d\\ude00","a\\\\","b\\"{[[[[[[","]"]',
  '[9007199254740991,1e20,-1.5,0.1,0,1e-7,true,false,null]',
  '[[[[[]]]]]',
  '',
  '"',
  '{',
  '}}]]',
  '{"a"',
  '[NaN]',
])('%s is left to JSON.parse', (text) => {
  expect(code(text)).toBeUndefined()
})

test('a long text and a wide one take no longer than reading them', () => {
  const began = performance.now()
  const wide = { levels: 32, items: 10_000_000 }
  scanJson(`["${'\\"'.repeat(500_000)}"]`, wide)
  scanJson(`["${'\\\\'.repeat(500_000)}"]`, wide)
  scanJson(`[${'0,'.repeat(500_000)}0]`, wide)
  expect(() => scanJson('['.repeat(1_000_000), wide)).toThrow('32 levels')
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('any JSON that JSON.stringify writes without such things passes', () => {
  const tame = fc
    .jsonValue({ maxDepth: 3 })
    .filter((value) => !/__proto__|"prototype"|e\+|-0|\d{16}/.test(JSON.stringify(value)))
  fc.assert(fc.property(tame, (value) => scanJson(JSON.stringify(value), { levels: 10, items: 100_000 })))
})

test('no text makes it fail in another way', () => {
  const any = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[],:"\\u01-e') }))
  fc.assert(
    fc.property(any, (text) =>
      [undefined, 'string'].includes(code(text) === undefined ? undefined : typeof code(text)),
    ),
  )
})
