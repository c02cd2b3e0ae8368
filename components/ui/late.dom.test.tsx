// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { late } from './late.ts'

afterEach(() => vi.useRealTimers())

test('a part that cannot come does not harm the rest, and comes once it can', async () => {
  vi.useFakeTimers()
  let isDown = true
  const load = vi.fn(async () => {
    if (isDown) throw new Error('Failed to load chunk')
    return ({ word }: { word: string }) => <p>{word}</p>
  })
  const Part = late(load)
  render(
    <>
      <p>The rest</p>
      <Suspense fallback={<p>One moment</p>}>
        <Part word="Here it is" />
      </Suspense>
    </>,
  )
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(screen.getByText('The rest')).toBeVisible()
  expect(screen.getByText('One moment')).toBeVisible()
  // Again and again, but not like a hammer.
  expect(load.mock.calls.length).toBeGreaterThan(5)
  expect(load.mock.calls.length).toBeLessThan(20)
  isDown = false
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect(screen.getByText('Here it is')).toBeVisible()
})
