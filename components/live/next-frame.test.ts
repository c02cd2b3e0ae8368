import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextFrame } from './next-frame.ts'

let frames: Map<number, () => void>

beforeEach(() => {
  vi.useFakeTimers()
  frames = new Map()
  let last = 0
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => {
    last += 1
    frames.set(last, work)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => frames.delete(frame))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const draw = () => {
  for (const work of [...frames.values()]) work()
}

test('work is done in the next frame, once', () => {
  const work = vi.fn()
  nextFrame(work)
  draw()
  vi.advanceTimersByTime(1_000)
  expect(work.mock.calls).toEqual([[true]])
})

test('in a hidden tab, where no frame comes, the work is done all the same, and not again when frames come back', () => {
  const work = vi.fn()
  nextFrame(work)
  vi.advanceTimersByTime(100)
  expect(work.mock.calls).toEqual([[false]])
  draw()
  expect(work).toHaveBeenCalledTimes(1)
})

test('what is called off is not done', () => {
  const work = vi.fn()
  nextFrame(work)()
  draw()
  vi.advanceTimersByTime(1_000)
  expect(work).not.toHaveBeenCalled()
})
