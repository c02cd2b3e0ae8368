import { expect, test } from 'vitest'
import { holdIds } from './held-ids.ts'

test('a column at its top shows everything', () => {
  expect(holdIds(['new', 'a', 'b'], undefined)).toEqual({ shown: ['new', 'a', 'b'], arrived: 0 })
})

test('a column that is being read counts arrivals instead of showing them, and keeps the place of what left', () => {
  expect(holdIds(['new', 'a', 'newer', 'c'], ['a', 'b', 'c'])).toEqual({ shown: ['a', 'b', 'c'], arrived: 2 })
})

test('what somebody reads on to comes below, also when the last card has left', () => {
  expect(holdIds(['new', 'a', 'b', 'c', 'd'], ['a', 'b'])).toEqual({ shown: ['a', 'b', 'c', 'd'], arrived: 1 })
  expect(holdIds(['a', 'c'], ['a', 'b'])).toEqual({ shown: ['a', 'b', 'c'], arrived: 0 })
})

test('when none of the cards is left, whatever is there has arrived', () => {
  expect(holdIds(['x', 'y'], ['a', 'b'])).toEqual({ shown: ['a', 'b'], arrived: 2 })
})
