import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { type AttemptStopOptions, watchAttempt } from './attempt-stop.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function start(over: Partial<AttemptStopOptions> = {}) {
  const process = new AbortController()
  const stop = watchAttempt({ given: process.signal, graceMs: 500, ...over })
  let overdue: unknown
  stop.overdue.catch((reason: unknown) => {
    overdue = reason
  })
  return { process, stop, overdue: () => overdue }
}

test('[G16] a cancel aborts the signal with its reason, and gives time to clean up', async () => {
  const { stop, overdue } = start()
  stop.cancel(7)
  expect(stop.signal.reason).toBeInstanceOf(JobCancelledError)
  expect(stop.signal.reason).toMatchObject({ name: 'CancelledError', askedAt: 7 })
  await vi.advanceTimersByTimeAsync(499)
  expect(overdue()).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1)
  expect(overdue()).toBe(stop.signal.reason)
})

test('an attempt that takes too long is aborted with a timeout that says how long it may take', async () => {
  const { stop, overdue } = start({ timeoutMs: 2_000 })
  await vi.advanceTimersByTimeAsync(1_999)
  expect(stop.signal.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(stop.signal.reason).toBeInstanceOf(JobTimeoutError)
  expect(stop.signal.reason).toMatchObject({ name: 'TimeoutError', message: expect.stringContaining('2 s') })
  await vi.advanceTimersByTimeAsync(500)
  expect(overdue()).toBe(stop.signal.reason)
})

test('a timeout longer than any timer does not fire at once', async () => {
  const { stop } = start({ timeoutMs: 2 ** 40 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(stop.signal.aborted).toBe(false)
})

test.each([
  ['a timeout', async () => void (await vi.advanceTimersByTimeAsync(2_000))],
  ['the end of the process', async (process: AbortController) => process.abort('bye')],
])('a cancel goes before %s that came first', async (_what, first) => {
  const { stop, process, overdue } = start({ timeoutMs: 2_000 })
  await first(process)
  expect(stop.signal.aborted).toBe(true)
  stop.cancel(7)
  expect(stop.reason()).toBeInstanceOf(JobCancelledError)
  await vi.advanceTimersByTimeAsync(500)
  expect(overdue()).toBeInstanceOf(JobCancelledError)
})

test('who asks again moves neither the moment nor the time to clean up', async () => {
  const { stop, overdue } = start()
  stop.cancel(7)
  await vi.advanceTimersByTimeAsync(400)
  stop.cancel(8)
  expect(stop.askedAt()).toBe(7)
  await vi.advanceTimersByTimeAsync(100)
  expect(overdue()).toMatchObject({ askedAt: 7 })
})

test('a process that ends gives the job back: nobody stops waiting for it', async () => {
  const { stop, process, overdue } = start()
  process.abort('bye')
  expect(stop.reason()).toBe('bye')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(overdue()).toBeUndefined()
  expect(start({ given: process.signal }).stop.signal.reason).toBe('bye')
})

test('an attempt whose code has ended can only be cancelled, and keeps no timer', async () => {
  const { stop, process } = start({ timeoutMs: 2_000 })
  stop.close()
  process.abort('bye')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(stop.reason()).toBeUndefined()
  stop.cancel(7)
  expect(stop.askedAt()).toBe(7)
  expect(vi.getTimerCount()).toBe(0)
})
