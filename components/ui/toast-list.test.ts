import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { ToastList } from './toast-list.ts'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

const texts = (list: ToastList) => list.read().map(({ text }) => text)

test('what is said again takes the place of what was said before, and stays as long as anything new', () => {
  const list = new ToastList()
  list.show({ kind: 'note', text: 'You may not.' })
  vi.advanceTimersByTime(9_000)
  list.show({ kind: 'note', text: 'You may not.' })
  expect(texts(list)).toEqual(['You may not.'])
  vi.advanceTimersByTime(9_000)
  expect(list.read()).toHaveLength(1)
  vi.advanceTimersByTime(1_000)
  expect([list.read(), vi.getTimerCount()]).toEqual([[], 0])
})

test('a notice leaves by itself', () => {
  const list = new ToastList()
  list.show({ kind: 'done', text: 'Done.' })
  expect(texts(list)).toEqual(['Done.'])
  vi.advanceTimersByTime(10_000)
  expect(texts(list)).toEqual([])
})

test('while somebody is at the notices none of them leaves, and afterwards there is time again', () => {
  const list = new ToastList()
  list.show({ kind: 'done', text: 'Before.' })
  list.hold(true)
  list.show({ kind: 'done', text: 'Meanwhile.' })
  vi.advanceTimersByTime(60_000)
  expect(texts(list)).toEqual(['Before.', 'Meanwhile.'])
  list.hold(false)
  vi.advanceTimersByTime(9_000)
  expect(texts(list)).toHaveLength(2)
  vi.advanceTimersByTime(1_000)
  expect(texts(list)).toEqual([])
})

test('of many notices the newest stay', () => {
  const list = new ToastList()
  const heard = vi.fn()
  list.subscribe(heard)
  for (const text of ['1', '2', '3', '4', '5']) list.show({ kind: 'wrong', text })
  expect(texts(list)).toEqual(['2', '3', '4', '5'])
  expect(heard).toHaveBeenCalledTimes(5)
  list.dismiss(list.read()[0]?.id ?? 0)
  expect(texts(list)).toEqual(['3', '4', '5'])
})
