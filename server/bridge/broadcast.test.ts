import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JobEvent } from '#core/job-event.ts'
import type { Cursor } from '#core/protocol.ts'
import { type Announcement, Broadcast } from './broadcast.ts'
import type { FeedChanges } from './feed.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const cursorAt = (at: number): Cursor => ({ epoch: 'e', streams: { mail: `${at}-0` } })
const happened = (...events: JobEvent[]): FeedChanges => ({ events, dropped: [] })
const progressed = (at: number): JobEvent => ({
  ...{ id: 'mail:1', version: `${at}-0`, attempt: 1 },
  type: 'progressed',
  progress: { percent: at },
})
const staged = (at: number): JobEvent => ({
  ...{ id: 'mail:1', version: `${at}-0`, attempt: 1, type: 'staged', stage: 'parsing', stages: [] },
  progress: { percent: at },
})

function listener() {
  const told: Announcement[] = []
  const resets: string[] = []
  return {
    told,
    resets,
    changes: (one: Announcement) => void told.push(one),
    reset: (why: string) => void resets.push(why),
  }
}

test('the first change after a quiet moment is told at once, what follows together', () => {
  const broadcast = new Broadcast()
  const one = listener()
  broadcast.join(one)
  broadcast.add(happened(staged(1)), cursorAt(1))
  expect(one.told).toEqual([{ ...happened(staged(1)), cursor: cursorAt(1) }])
  broadcast.add(happened(staged(2)), cursorAt(2))
  broadcast.add(happened(staged(3)), cursorAt(3))
  expect(broadcast.isQuiet).toBe(false)
  vi.runOnlyPendingTimers()
  expect(one.told.slice(1)).toEqual([{ ...happened(staged(2), staged(3)), cursor: cursorAt(3) }])
  expect(broadcast.isQuiet).toBe(true)
  vi.runAllTimers()
  broadcast.add(happened(staged(4)), cursorAt(4))
  expect(one.told).toHaveLength(3)
})

test('of the progress of a job the last one is told, of its transitions every one', () => {
  const broadcast = new Broadcast()
  const one = listener()
  broadcast.join(one)
  broadcast.add(happened(staged(1)), cursorAt(1))
  broadcast.add(happened(progressed(2), progressed(3)), cursorAt(3))
  broadcast.add(happened(staged(4), progressed(5)), cursorAt(5))
  broadcast.add(happened(progressed(6)), cursorAt(6))
  vi.runAllTimers()
  expect(one.told[1]?.events).toEqual([progressed(3), staged(4), progressed(6)])
})

test('all who know the same are told by one and the same object', () => {
  const broadcast = new Broadcast()
  const everybody = [listener(), listener(), listener()]
  for (const one of everybody) broadcast.join(one)
  broadcast.add(happened(staged(1)), cursorAt(1))
  const [first, second, third] = everybody.map(({ told }) => told[0])
  expect(first).toBeDefined()
  expect(second).toBe(first)
  expect(third).toBe(first)
})

test('[G6] who comes within an interval is not told what the snapshot already knew', () => {
  const broadcast = new Broadcast()
  const [early, late, latest] = [listener(), listener(), listener()]
  broadcast.join(early)
  broadcast.add(happened(staged(1)), cursorAt(1))
  broadcast.add(happened(staged(2)), cursorAt(2))
  broadcast.join(late)
  broadcast.add(happened(staged(3)), cursorAt(3))
  broadcast.join(latest)
  vi.runAllTimers()
  expect(early.told[1]?.events).toEqual([staged(2), staged(3)])
  expect(late.told).toEqual([{ ...happened(staged(3)), cursor: cursorAt(3) }])
  expect(latest.told).toEqual([])
  broadcast.add(happened(staged(4)), cursorAt(4))
  for (const one of [early, late, latest]) expect(one.told.at(-1)?.events).toEqual([staged(4)])
})

test('who has left is told nothing more, and without anybody nothing is kept', () => {
  const broadcast = new Broadcast()
  const one = listener()
  broadcast.join(one)
  broadcast.add(happened(staged(1)), cursorAt(1))
  broadcast.add(happened(staged(2)), cursorAt(2))
  broadcast.leave(one)
  vi.runAllTimers()
  expect(one.told).toHaveLength(1)
  broadcast.add(happened(staged(3)), cursorAt(3))
  expect(broadcast.isQuiet).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('[G8] after a reset nothing follows that was still to be told', () => {
  const broadcast = new Broadcast()
  const one = listener()
  broadcast.join(one)
  broadcast.add(happened(staged(1)), cursorAt(1))
  broadcast.add(happened(staged(2)), cursorAt(2))
  broadcast.reset('gap')
  vi.runAllTimers()
  expect(one.resets).toEqual(['gap'])
  expect(one.told).toHaveLength(1)
})
