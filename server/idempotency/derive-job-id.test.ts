import { expect, test } from 'vitest'
import { deriveJobId } from './derive-job-id.ts'

const day = 24 * 60 * 60 * 1000
const noon = 20_000 * day + day / 2
const own = { principal: 'ada', key: 'k1' }
const id = deriveJobId('root', own, noon)

test('[G2] the same key of the same person is the same id, on every node and all day long', () => {
  expect(deriveJobId('root', { ...own }, noon + day / 4)).toBe(id)
  expect(id).toMatch(/^j_[0-9a-v]{26}$/)
})

test.each([
  ['another root', 'other', own, noon],
  ['another key', 'root', { ...own, key: 'k2' }, noon],
  ['another person', 'root', { ...own, principal: 'bob' }, noon],
  ['a person whose name runs into the key', 'root', { principal: 'adak', key: '1' }, noon],
  ['the same key after its record has expired', 'root', own, noon + day],
])('%s is another id', (_what, root, keyOf, now) => {
  expect(deriveJobId(root, keyOf, now)).not.toBe(id)
})
