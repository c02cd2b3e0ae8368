import { expect, test } from 'vitest'
import { viewKey } from './view-key.ts'

test('the order and repetition of what a view lists do not make it another view', () => {
  expect(viewKey({ kind: 'jobs', ids: ['a:1', 'b:2', 'a:1'] })).toBe(viewKey({ kind: 'jobs', ids: ['b:2', 'a:1'] }))
  expect(viewKey({ kind: 'board', perState: 5, filter: { tags: ['x', 'y'] } })).toBe(
    viewKey({ kind: 'board', perState: 5, filter: { tags: ['y', 'x'], types: [] } }),
  )
})

test('views that show other jobs have other keys', () => {
  const keys = [
    viewKey({ kind: 'job', id: 'a:1' }),
    viewKey({ kind: 'jobs', ids: ['a:1'] }),
    viewKey({ kind: 'board', perState: 5 }),
    viewKey({ kind: 'board', perState: 6 }),
    viewKey({ kind: 'board', perState: 5, filter: { tags: ['x'] } }),
    viewKey({ kind: 'board', perState: 5, filter: { types: ['x'] } }),
    viewKey({ kind: 'board', perState: 5, filter: { queues: ['x'] } }),
    viewKey({ kind: 'board', perState: 5, filter: { since: 5 } }),
    viewKey({ kind: 'board', perState: 5, filter: { mine: true } }),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})
