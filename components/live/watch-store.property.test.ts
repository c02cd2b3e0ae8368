import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Board } from '#core/board.ts'
import type { JobEventType } from '#core/job-event.ts'
import { transitions } from '#core/job-state.ts'
import { markIntervalMs } from '#core/socket-settings.ts'
import { compareStreamIds } from '#core/stream-id.ts'
import { anyEvent } from '#core/testing/arbitrary-event.ts'
import type { View } from '#core/view.ts'
import { ModelServer, sortedJobs } from './testing/model-server.ts'
import { WatchStore } from './watch-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const view: View = { kind: 'board', perState: 200 }
const moves: JobEventType[] = [...transitions, 'removed', 'expired']
/** As many new jobs as things that happen to them, or there would be little to see. */
const anyChange = fc
  .constantFrom('mail:1', 'mail:2', 'mail:3')
  .chain((id) => fc.oneof(anyEvent(id, ['submitted']), anyEvent(id, ['progressed', 'staged']), anyEvent(id, moves)))

type Step = (server: ModelServer) => void

const events = fc.array(anyChange, { minLength: 1, maxLength: 4 })
const happening = events.map(
  (some): Step =>
    (server) => {
      for (const event of some) server.happens(event)
      server.flush()
    },
)
const delivering = fc.integer({ min: 1, max: 3 }).map(
  (count): Step =>
    (server) =>
      server.deliver(count),
)
const passing = fc.constantFrom(1, 300, 1_000, markIntervalMs, 20_000).map((ms): Step => {
  return () => void vi.advanceTimersByTime(ms)
})
const anyFault = fc.constantFrom<Step>(
  (server) => void server.wire.shift(),
  (server) => void server.wire.pop(),
  (server) => void server.wire.push(...server.wire.slice(0, 1)),
  (server) => void server.wire.reverse(),
  (server) => server.setConnected(false),
  (server) => server.setConnected(true),
  (server) => server.reset('gap'),
  (server) => server.flushAll(),
  (server) => {
    server.flushAll()
    server.deliver()
    vi.advanceTimersByTime(1)
  },
  (server) => server.trim(),
  (server) => server.mark(),
  (server) => {
    server.setConnected(false)
    server.lagBy(2)
    server.setConnected(true)
    server.deliver()
    server.flush()
  },
  (server) => server.refuse(true),
  () => void vi.setSystemTime(Date.now() + 3_600_000),
)
const anyStep = fc.oneof(
  { arbitrary: happening, weight: 4 },
  { arbitrary: delivering, weight: 4 },
  { arbitrary: passing, weight: 2 },
  { arbitrary: anyFault, weight: 4 },
)

function start(random: number) {
  const server = new ModelServer()
  const schedule = (work: () => void) => {
    const timer = setTimeout(work, 16)
    return () => clearTimeout(timer)
  }
  const store = new WatchStore(server, { schedule, random: () => random })
  store.subscribe(view, () => undefined)
  server.setConnected(true)
  server.deliver()
  const shown = () => store.watch(view)?.jobs()
  return { server, store, shown }
}

/** Fails when a card that stays on the screen shows an older version than before. */
function watchOrder(shown: () => Board | undefined): () => void {
  let seen = new Map<string, string>()
  return () => {
    const now = new Map([...(shown() ?? [])].map(([id, job]) => [`${job.queue} ${id}`, job.version]))
    for (const [id, version] of now) {
      expect(compareStreamIds(version, seen.get(id) ?? '0-0')).toBeGreaterThanOrEqual(0)
    }
    seen = now
  }
}

/** A network that works, for this long. */
function heal(server: ModelServer, ms: number): void {
  server.lagBy(0)
  server.refuse(false)
  server.setConnected(true)
  for (let at = 0; at < ms; at += 100) {
    server.flush()
    if (at % markIntervalMs === 0) server.mark()
    server.deliver()
    vi.advanceTimersByTime(100)
  }
}

const scripts = [
  fc.array(anyStep, { maxLength: 60, size: 'max' }),
  fc.double({ min: 0, max: 0.99, noNaN: true }),
] as const

test('[I6] [G5] [G7] whatever was lost, repeated, reordered or reset, two seconds after a new connection the board is the server’s', () => {
  fc.assert(
    fc.property(...scripts, (steps, random) => {
      const all = start(random)
      const checkOrder = watchOrder(all.shown)
      for (const step of steps) {
        step(all.server)
        checkOrder()
      }
      all.server.setConnected(false)
      heal(all.server, 2_000)
      expect(sortedJobs(all.shown())).toEqual(sortedJobs(all.server.board()))
      expect(all.store.connection()).toEqual({ state: 'live' })
      all.store.close()
    }),
    { numRuns: 1_000 },
  )
})

test('[I6] [G8] a connection that stays up gets there too, once every message arrives again', () => {
  fc.assert(
    fc.property(...scripts, (steps, random) => {
      const { server, store, shown } = start(random)
      for (const step of steps) step(server)
      // A refused question is repeated after a minute at the latest.
      heal(server, 90_000)
      expect(sortedJobs(shown())).toEqual(sortedJobs(server.board()))
      store.close()
    }),
    { numRuns: 100 },
  )
})
