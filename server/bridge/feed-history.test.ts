import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobEvent } from '#core/job-event.ts'
import { FeedHistory, type Positions } from './feed-history.ts'

const event = (n: number): JobEvent => ({ id: 'mail:1', version: `${n}-0`, attempt: 1, type: 'removed' })
const at = (n: number): Positions => ({ mail: `${n}-0` })
const versions = (history: FeedHistory, from: Positions) => history.since(from)?.events.map(({ version }) => version)

test('whoever comes back is told everything after its cursor, and nothing twice', () => {
  const history = new FeedHistory(at(0))
  for (let n = 1; n <= 5; n += 1) history.add({ events: [event(n)], dropped: [] }, at(n))
  expect(versions(history, at(0))).toEqual(['1-0', '2-0', '3-0', '4-0', '5-0'])
  expect(versions(history, at(3))).toEqual(['4-0', '5-0'])
  expect(versions(history, at(5))).toEqual([])
})

test('what fell out of a board meanwhile is told as well', () => {
  const history = new FeedHistory(at(0))
  history.add({ events: [], dropped: ['mail:7'] }, at(1))
  expect(history.since(at(0))?.dropped).toEqual(['mail:7'])
})

test('[G8] before its beginning and for a queue the reader does not know, a history says that it cannot tell', () => {
  const history = new FeedHistory({ mail: '5-0', images: '1-0' })
  expect(history.since({ mail: '4-0', images: '1-0' })).toBeUndefined()
  expect(history.since({ mail: '5-0' })).toBeUndefined()
  expect(history.since({ mail: '5-0', images: '1-0' })).toEqual({ events: [], dropped: [] })
})

test('a reader that is ahead of this node is told nothing yet', () => {
  const history = new FeedHistory(at(0))
  history.add({ events: [event(1)], dropped: [] }, at(1))
  expect(versions(history, at(9))).toEqual([])
})

test('[G11] of more events than are kept the oldest go, and with them the readers they were for', () => {
  const history = new FeedHistory(at(0))
  const many = Array.from({ length: 5_000 }, () => event(1))
  for (let n = 1; n <= 6; n += 1) history.add({ events: many, dropped: [] }, at(n))
  expect(history.since(at(0))).toBeUndefined()
  expect(history.since(at(2))?.events).toHaveLength(20_000)
})

test('what is older than ten minutes goes, however little it is', () => {
  const history = new FeedHistory(at(0))
  history.add({ events: [event(1)], dropped: [] }, at(1), 0)
  history.add({ events: [event(2)], dropped: [] }, at(2), 11 * 60_000)
  expect(history.since(at(0))).toBeUndefined()
  expect(versions(history, at(1))).toEqual(['2-0'])
})

test('[G7] with many queues at different paces no event is missed, whatever the cursor', () => {
  const steps = fc.array(fc.record({ queue: fc.constantFrom('a', 'b', 'c'), size: fc.nat(3) }), { maxLength: 30 })
  fc.assert(
    fc.property(steps, fc.nat(30), (ticks, stop) => {
      const positions: Record<string, string> = { a: '0-0', b: '0-0', c: '0-0' }
      const history = new FeedHistory({ ...positions })
      const missed: string[] = []
      let cursor: Positions = { ...positions }
      let number = 0
      for (const [i, { queue, size }] of ticks.entries()) {
        const events = Array.from({ length: size }, () => {
          number += 1
          return { ...event(number), id: `${queue}:1` }
        })
        positions[queue] = `${number}-0`
        if (events.length > 0) history.add({ events, dropped: [] }, { ...positions })
        if (i < stop) cursor = { ...positions }
        else missed.push(...events.map(({ version }) => version))
      }
      expect(versions(history, cursor)).toEqual(missed)
    }),
  )
})
