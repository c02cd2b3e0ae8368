import { expect, test } from 'vitest'
import type { Job, JobIn } from '#core/job.ts'
import { jobOf } from '#core/testing/job-of.ts'
import { newPlace } from './places-in-line.ts'

const waiting = (over: Partial<JobIn<'pending'>>): Job => ({
  ...jobOf('pending'),
  ...{ state: 'pending', reason: 'queued' },
  ...over,
})

test.each<[string, Partial<JobIn<'pending'>>, Partial<JobIn<'pending'>>]>([
  ['it moved up', { position: 2 }, { position: 1 }],
  ['a limit was reached', { position: 1 }, { position: 1, heldBy: { concurrency: 2 } }],
  ['another limit holds it', { heldBy: { concurrency: 2 } }, { heldBy: { max: 10, perMs: 60_000 } }],
  ['the limit was lifted', { heldBy: { concurrency: 2 } }, {}],
])('a waiting job is told anew when %s', (_what, known, read) => {
  expect(newPlace(waiting(known), waiting(read), '7-0')).toMatchObject({ type: 'queued', version: '7-0', ...read })
})

test('a waiting job for which nothing changed, and one that no longer waits, are told nothing', () => {
  const held = { position: 1, heldBy: { concurrency: 2 } }
  expect(newPlace(waiting(held), waiting({ ...held, heldBy: { ...held.heldBy } }), '7-0')).toBeUndefined()
  expect(newPlace(waiting(held), waiting({ reason: 'queue-paused' }), '7-0')).toBeUndefined()
  expect(newPlace(undefined, waiting(held), '7-0')).toBeUndefined()
})
