import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyJobEvent } from './fold.ts'
import { type Job, jobSchema } from './job.ts'
import type { JobEvent, JobEventType } from './job-event.ts'
import { isFinished, transitions } from './job-state.ts'
import { isSame } from './same.ts'
import { compareStreamIds } from './stream-id.ts'
import { anyEvent } from './testing/arbitrary-event.ts'
import { anyJob } from './testing/arbitrary-job.ts'

const known = fc.option(anyJob(), { nil: undefined })

test('[I3] an event that changes nothing returns the same object', () => {
  fc.assert(
    fc.property(known, anyEvent(), (job, event) => {
      const next = applyJobEvent(job, event)
      if (isSame(next, job)) expect(next).toBe(job)
    }),
  )
})

test('[I3] an event applied twice equals the event applied once', () => {
  fc.assert(
    fc.property(known, anyEvent(), (job, event) => {
      const once = applyJobEvent(job, event)
      expect(applyJobEvent(once, structuredClone(event))).toBe(once)
    }),
  )
})

test('[I3] an event never changes the job it is given', () => {
  fc.assert(
    fc.property(anyJob(), anyEvent(), (job, event) => {
      const before = structuredClone(job)
      applyJobEvent(job, event)
      expect(job).toEqual(before)
    }),
  )
})

test('[I8] versions and attempts never go down, and an end state is left only by a retry of a failed job', () => {
  fc.assert(
    fc.property(anyJob(), fc.array(anyEvent(), { maxLength: 30 }), (first, events) => {
      let job: Job | undefined = first
      for (const event of events) {
        const next: Job | undefined = applyJobEvent(job, event)
        if (job && next) expectForward(job, next, event)
        job = next
      }
    }),
    { numRuns: 500 },
  )
})

// A snapshot is not a step but the truth of its version: only time binds it. Any other event is a step.
function expectForward(job: Job, next: Job, event: JobEvent): void {
  expect(compareStreamIds(next.version, job.version)).toBeGreaterThanOrEqual(0)
  if (event.type === 'submitted') return
  expect(next.attempt.current).toBeGreaterThanOrEqual(job.attempt.current)
  if (isFinished(job.state) && next.state !== job.state) expect([job.state, event.type]).toEqual(['failure', 'queued'])
}

const lasting = ['submitted', ...transitions] as const satisfies JobEventType[]
const ordered = fc
  .uniqueArray(anyEvent('mail:1', [...lasting]), { selector: (event) => event.version, minLength: 1, maxLength: 15 })
  .map((events) => events.sort((a, b) => compareStreamIds(a.version, b.version)))

test('an ordered sequence ends in the same job however often and late its events are repeated', () => {
  fc.assert(
    fc.property(known, ordered, fc.array(fc.tuple(fc.nat(14), fc.nat(14))), (start, events, repeats) => {
      const fold = (job: Job | undefined, sequence: JobEvent[]) => sequence.reduce(applyJobEvent, job)
      const repeated = events.flatMap((event, i) => [
        event,
        ...repeats.flatMap(([at, earlier]) => (at === i && earlier <= i ? (events[earlier] ?? []) : [])),
      ])
      expect(fold(start, repeated)).toEqual(fold(start, events))
    }),
    { numRuns: 500 },
  )
})

test('whatever happens to a job, it stays one that the schema takes', () => {
  fc.assert(
    fc.property(anyJob(), fc.array(anyEvent(), { maxLength: 15 }), (first, events) => {
      const job = events.reduce<Job | undefined>(applyJobEvent, first)
      if (job) expect(jobSchema.safeParse(job).error).toBeUndefined()
    }),
  )
})
