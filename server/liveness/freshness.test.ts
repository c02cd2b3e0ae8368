import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startFreshness } from './freshness.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What a command of ours waits for before it is given up. */
const commandTimeoutMs = 2_000

/** A Redis that answers at once, not at all, or refuses; and what was told of it. */
function watchRedis() {
  let state: 'up' | 'frozen' | 'dead' = 'up'
  const tail = { caughtUp: true }
  const asked: number[] = []
  const ask = () => {
    asked.push(Date.now())
    if (state === 'up') return Promise.resolve(1)
    if (state === 'dead') return Promise.reject(new Error('Connection is closed.'))
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('Command timed out')), commandTimeoutMs)
      answers.push(() => {
        clearTimeout(late)
        resolve(1)
      })
    })
  }
  const answers: (() => void)[] = []
  const freshness = startFreshness({ ask, tail })
  const told: (string | undefined)[] = []
  freshness.onChange(() => told.push(freshness.trouble()?.reason))
  const become = (next: typeof state) => {
    state = next
    if (next === 'up') for (const answer of answers.splice(0)) answer()
  }
  return { freshness, tail, told, asked, become }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a Redis that answers is no trouble, and is asked once a second', async () => {
  const { freshness, told, asked } = watchRedis()
  await pass(60_000)
  expect([freshness.trouble(), told, asked.length]).toEqual([undefined, [], 60])
  freshness.close()
})

test.each([0, 1, 500, 999])(
  'a Redis that freezes %i ms after an answer is told of within three seconds',
  async (ms) => {
    const { freshness, told, become } = watchRedis()
    await pass(5_000 + ms)
    become('frozen')
    await pass(1_400)
    expect(told).toEqual([])
    await pass(1_600)
    expect(told).toEqual(['no-redis'])
    await pass(60_000)
    expect(told).toEqual(['no-redis'])
    expect(Date.now() - (freshness.trouble()?.since ?? 0)).toBeGreaterThan(60_000)
    freshness.close()
  },
)

test('a Redis that thaws is fresh at its first answer', async () => {
  const { freshness, told, become } = watchRedis()
  become('frozen')
  await pass(30_000)
  become('up')
  await pass(1_000)
  expect([freshness.trouble(), told]).toEqual([undefined, ['no-redis', undefined]])
  freshness.close()
})

test('a Redis that is gone is told of like one that freezes, one that is away for a moment is not', async () => {
  const { freshness, told, become } = watchRedis()
  await pass(1_500)
  become('dead')
  await pass(1_000)
  become('up')
  await pass(10_000)
  expect(told).toEqual([])
  // Two questions fail, and the third is answered: until it is, nobody knows that it will not be.
  await pass(495)
  become('dead')
  await pass(1_010)
  become('up')
  await pass(10_000)
  expect(told).toEqual([])
  become('dead')
  await pass(3_000)
  expect(told).toEqual(['no-redis'])
  freshness.close()
})

test('an outage is over only when the tail has read what it missed', async () => {
  const { freshness, tail, told, become } = watchRedis()
  become('frozen')
  await pass(10_000)
  tail.caughtUp = false
  become('up')
  await pass(1_000)
  expect(freshness.trouble()).toEqual({ reason: 'behind', since: expect.any(Number) })
  tail.caughtUp = true
  await pass(1_000)
  expect(told).toEqual(['no-redis', 'behind', undefined])
  freshness.close()
})

test('a tail that has not caught up for long is told of, one that is interrupted is not', async () => {
  const { freshness, tail, told } = watchRedis()
  tail.caughtUp = false
  await pass(1_200)
  tail.caughtUp = true
  await pass(1_000)
  expect(told).toEqual([])
  tail.caughtUp = false
  await pass(3_000)
  expect(told).toEqual(['behind'])
  freshness.close()
})

test('once closed it asks nothing more and tells nothing more', async () => {
  const { freshness, told, asked, become } = watchRedis()
  become('frozen')
  await pass(1_000)
  freshness.close()
  await pass(10_000)
  expect([told, asked.length, vi.getTimerCount()]).toEqual([[], 1, 0])
})
