import { expect, test, vi } from 'vitest'
import { repeat } from './repeat.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const often = { everyMs: 1, failure: 'It failed.', log: silent }

test('work is done again and again, one at a time, also after it failed', async () => {
  let running = 0
  let calls = 0
  const warnings: unknown[] = []
  const rounds = repeat(
    async () => {
      calls += 1
      running += 1
      expect(running).toBe(1)
      await Promise.resolve()
      running -= 1
      if (calls % 2) throw new Error('No.')
      return false
    },
    { ...often, log: { ...silent, warn: (_about: unknown, what?: string) => void warnings.push(what) } },
  )
  await vi.waitFor(() => expect(calls).toBeGreaterThan(4))
  await rounds.close()
  expect(warnings).toContain('It failed.')
})

test('an outage of Redis is told by its connection, not by every round', async () => {
  const warn = vi.fn()
  let calls = 0
  const rounds = repeat(
    async () => {
      calls += 1
      throw new Error('Connection is closed.')
    },
    { ...often, log: { ...silent, warn } },
  )
  await vi.waitFor(() => expect(calls).toBeGreaterThan(2))
  await rounds.close()
  expect(warn).not.toHaveBeenCalled()
})

test('work that says there is more is done sooner', async () => {
  let calls = 0
  const rounds = repeat(async () => ++calls < 3, { ...often, everyMs: 3_600_000, soonMs: 1 })
  await vi.waitFor(() => expect(calls).toBe(3))
  await rounds.close()
})

test('who closes waits for the round that runs, and there is no other', async () => {
  let calls = 0
  let end = () => {}
  const rounds = repeat(() => {
    calls += 1
    return new Promise((resolve) => {
      end = () => resolve(true)
    })
  }, often)
  let closed = false
  const closing = rounds.close().then(() => {
    closed = true
  })
  await Promise.resolve()
  expect(closed).toBe(false)
  end()
  await closing
  expect(calls).toBe(1)
})
