import { expect, test } from 'vitest'
import { holdIds } from './held-ids.ts'

test('a column at its top shows everything', () => {
  expect(holdIds(['new', 'a', 'b'], undefined)).toEqual({ shown: ['new', 'a', 'b'], arrived: 0 })
})

test('a column that is being read counts arrivals instead of showing them, and keeps the place of what left', () => {
  expect(holdIds(['new', 'a', 'newer', 'c'], ['a', 'b', 'c'])).toEqual({ shown: ['a', 'b', 'c'], arrived: 2 })
})
