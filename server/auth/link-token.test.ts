import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJobId } from '#core/job-id.ts'
import type { JobLink } from '#core/job-link.ts'
import { createKeyRing } from './key-ring.ts'
import { linkToken, parseLinkToken, provesLink } from './link-token.ts'

const keys = createKeyRing([randomBytes(32)])
const link: JobLink = { job: 'csv-report:j_abc', scope: 'view', expiresAt: 1_900_000_000_000 }
const token = linkToken(keys, link, 0)

const holds = (text: string, generation = 0, ring = keys) => {
  const read = parseLinkToken(text)
  return read !== undefined && provesLink(ring, read, generation)
}

test('a token says its job, its scope and its end, and proves them', () => {
  expect(token).toMatch(/^v1\.csv-report:j_abc\.view\.1900000000\.[\w-]{43}$/)
  expect(parseLinkToken(token)?.link).toEqual(link)
  expect(holds(token)).toBe(true)
})

test('a token of any job can be read again, and has nothing a header or a fragment cannot hold', () => {
  const anyId = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((id) => parseJobId(`mail:${id}`) !== undefined)
  fc.assert(
    fc.property(anyId, fc.constantFrom('view', 'view+download'), fc.integer({ min: 1, max: 9e10 }), (id, scope, at) => {
      const any = { job: `mail:${id}`, scope, expiresAt: at * 1_000 } as const
      const text = linkToken(keys, any, 3)
      expect(text).toMatch(/^[\x21-\x7e]+$/)
      expect(new URL(`http://x/shared#${text}`).hash.slice(1)).toBe(text)
      expect(parseLinkToken(text)?.link).toEqual(any)
      expect(holds(text, 3)).toBe(true)
    }),
  )
})

test('nothing of a token can be changed, and nothing left out', () => {
  const changed = [...token].map(
    (character, i) => token.slice(0, i) + (character === 'A' ? 'B' : 'A') + token.slice(i + 1),
  )
  const cut = [...token].map((_, i) => token.slice(0, i))
  const other = [
    token.replace('.view.', '.view+download.'),
    token.replace('v1.', 'v2.'),
    token.replace('j_abc', 'j%5Fabc'),
    token.replace('csv-report:', 'csv-report%3A'),
    token.replace('.1900000000.', '.01900000000.'),
    `${token}=`,
    ` ${token}`,
    `${token}.${token}`,
    'x'.repeat(100_000),
  ]
  expect([...changed, ...cut, ...other].filter((text) => holds(text))).toEqual([])
})

test('a token of an earlier generation, or of a later one, proves nothing', () => {
  expect([holds(token, 1), holds(linkToken(keys, link, 2), 1)]).toEqual([false, false])
})

test('a token made with the secret before still holds, and one made with any other does not', () => {
  const [before, now] = [randomBytes(32), randomBytes(32)]
  const old = linkToken(createKeyRing([before]), link, 0)
  expect(holds(old, 0, createKeyRing([now, before]))).toBe(true)
  expect(holds(old, 0, createKeyRing([now]))).toBe(false)
})
