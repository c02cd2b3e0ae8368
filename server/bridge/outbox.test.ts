import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JobEvent } from '#core/job-event.ts'
import { jobOf } from '#core/testing/job-of.ts'
import { noCounts } from '#core/view.ts'
import { Outbox } from './outbox.ts'

let number = 0
const fact = (id: string) => {
  number += 1
  return { id, version: `${number}-0`, attempt: 1 }
}
const progressed = (id: string): JobEvent => ({ ...fact(id), type: 'progressed', progress: { percent: 1 } })
const staged = (id: string): JobEvent => ({
  ...fact(id),
  type: 'staged',
  stage: 'reading',
  stages: [],
  progress: { percent: 1 },
})
const submitted = (id: string): JobEvent => ({ ...fact(id), type: 'submitted', job: jobOf('running', { id }) })

function outboxWith(...events: JobEvent[]): Outbox {
  const outbox = new Outbox()
  for (const event of events) outbox.add({ events: [event], dropped: [] })
  return outbox
}

test('of the progress of a job the last stays, and every transition', () => {
  const [a1, b1, a2, stage, a3, a4] = [
    progressed('a'),
    progressed('b'),
    progressed('a'),
    staged('a'),
    progressed('a'),
    progressed('a'),
  ] as const
  expect(outboxWith(a1, b1, a2, stage, a3, a4).take().events).toEqual([b1, a2, stage, a4])
})

test('whatever waits, transitions go out in order and complete, and the last progress of each job with them', () => {
  const make = [progressed, staged, submitted]
  const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(2)), { maxLength: 40 })
  fc.assert(
    fc.property(steps, (some) => {
      const events = some.flatMap(([id, kind]) => make[kind]?.(id) ?? [])
      const outbox = outboxWith(...events)
      const taken = outbox.take().events
      const transitions = (list: JobEvent[]) => list.filter((event) => event.type !== 'progressed')
      expect(transitions(taken)).toEqual(transitions(events))
      expect(taken).toEqual(events.filter((event) => taken.includes(event)))
      for (const id of ['a', 'b', 'c']) {
        const last = events.filter((event) => event.id === id).at(-1)
        if (last) expect(taken).toContain(last)
      }
    }),
  )
})

test('[G11] a job that reports without end costs one place, however long nobody takes it', () => {
  const outbox = outboxWith(...Array.from({ length: 5_000 }, () => progressed('a')), progressed('b'))
  expect(outbox.bytes).toBeLessThan(1_000)
  expect(outbox.take().events).toHaveLength(2)
})

test('taking empties it', () => {
  const outbox = outboxWith(progressed('a'))
  outbox.add({ events: [], dropped: ['b'], counts: noCounts })
  expect(outbox.isEmpty).toBe(false)
  expect(outbox.take()).toMatchObject({ dropped: ['b'], counts: noCounts })
  expect(outbox.isEmpty).toBe(true)
  expect(outbox.take()).toEqual({ events: [], dropped: [], counts: undefined })
  const again = progressed('a')
  outbox.add({ events: [again], dropped: [] })
  expect(outbox.take().events).toEqual([again])
})

test.each([
  ['an event', { events: [progressed('a')], dropped: [] }],
  ['a job that fell out', { events: [], dropped: ['a'] }],
  ['counts', { events: [], dropped: [], counts: noCounts }],
])('%s is something to send', (_what, changes) => {
  const outbox = new Outbox()
  expect(outbox.isEmpty).toBe(true)
  outbox.add(changes)
  expect(outbox.isEmpty).toBe(false)
})

test('the newest counts hold, and changes without counts keep them', () => {
  const outbox = new Outbox()
  outbox.add({ events: [], dropped: [], counts: { ...noCounts, pending: 1 } })
  outbox.add({ events: [], dropped: [], counts: { ...noCounts, pending: 2 } })
  outbox.add({ events: [], dropped: [] })
  expect(outbox.take().counts).toEqual({ ...noCounts, pending: 2 })
})

test('a job that fell out and came back has not fallen out', () => {
  const outbox = new Outbox()
  outbox.add({ events: [], dropped: ['a', 'b'] })
  outbox.add({ events: [submitted('a')], dropped: [] })
  expect(outbox.take().dropped).toEqual(['b'])
})

test('a job that came and fell out has fallen out', () => {
  const outbox = outboxWith(submitted('a'))
  outbox.add({ events: [progressed('a')], dropped: ['a'] })
  expect(outbox.take().dropped).toEqual(['a'])
})
