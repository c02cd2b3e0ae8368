import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyJobEvent } from '#core/fold.ts'
import { type Job, jobSchema } from '#core/job.ts'
import { anyJob } from '#core/testing/arbitrary-job.ts'
import { jobOf } from '#core/testing/job-of.ts'
import type { TailEntry } from '#server/tail/event-tail.ts'
import { needsRead, translate } from './translate.ts'

const entry = (event: string, fields: Record<string, string> = {}): TailEntry => ({
  id: '5000-0',
  fields: { event, jobId: '1', ...fields },
})
const attempt = { current: 2, max: 3 }

test.each([
  ['added', 'running', {}, undefined],
  ['duplicated', 'running', {}, undefined],
  ['drained', 'running', {}, undefined],
  ['an event of years to come', 'running', {}, undefined],
  ['waiting', 'failure', { prev: 'failed' }, 'queued'],
  ['waiting', 'running', { prev: 'active' }, 'queued'],
  ['waiting-children', 'running', {}, 'queued'],
  ['delayed', 'pending', { delay: '9000' }, 'queued'],
  ['delayed', 'running', { delay: '9000' }, 'retrying'],
  ['active', 'pending', {}, 'started'],
  ['progress', 'running', { data: '50' }, 'progressed'],
  ['progress', 'running', { data: '{"stage":"mixing"}' }, 'staged'],
  ['flagged', 'running', { attempt: '2', flags: '["workerLost"]' }, 'flagged'],
  ['flagged', 'running', { attempt: '2', flags: '{}' }, undefined],
  ['flagged', 'running', { flags: '[]' }, undefined],
  ['waybill:pinned', 'success', { attempt: '2', pinned: '1', expiresAt: '' }, 'pinned'],
  ['waybill:retried', 'failure', { retriedAs: '["mail:2"]' }, 'retried'],
  ['waybill:retried', 'failure', { retriedAs: '[2]' }, undefined],
  ['waybill:retried', 'failure', {}, undefined],
  ['cancelling', 'running', { attempt: '2', at: '4000' }, 'cancelling'],
  ['cancelling', 'running', { at: '4000' }, undefined],
  ['completed', 'running', { returnvalue: '1' }, 'succeeded'],
  ['failed', 'running', { failedReason: 'It broke.' }, 'failed'],
  ['removed', 'success', {}, 'removed'],
  ['expired', 'success', {}, 'expired'],
] as const)('%s of a job in %s with %j is %s', (event, state, fields, type) => {
  const known = jobOf(state, { attempt })
  const translated = translate(entry(event, fields), known, undefined)
  expect(translated?.type).toBe(type)
  if (translated) expect(translated).toMatchObject({ id: known.id, version: '5000-0' })
})

test('a job nobody knew comes as a whole, as it was read', () => {
  const read = jobOf('success', { version: '6000-0' })
  expect(translate(entry('active'), undefined, read)).toMatchObject({ type: 'submitted', version: '6000-0', job: read })
  expect(translate(entry('active'), undefined, undefined)).toBeUndefined()
})

test('every start counts one attempt up, whoever reports it', () => {
  const known = jobOf('pending', { attempt: { current: 3, max: 3 } })
  expect(translate(entry('active'), known, undefined)).toMatchObject({ type: 'started', attempt: 4, maxAttempts: 4 })
})

test('what was read of a later attempt explains nothing of this one', () => {
  const later = jobOf('failure', { attempt: { current: 3, max: 9 } })
  const failed = translate(entry('failed', { failedReason: 'It broke.' }), jobOf('running', { attempt }), later)
  expect(failed).toMatchObject({
    maxAttempts: 3,
    finishedAt: 5_000,
    error: { message: 'It broke.', at: 5_000, attempt: 2 },
  })
})

test('what was read of the same attempt says it better than the event', () => {
  const read = jobOf('success', { attempt: { current: 2, max: 9 }, times: { submittedAt: 1, finishedAt: 4_999 } })
  const succeeded = translate(entry('completed', { returnvalue: '[1]' }), jobOf('running', { attempt }), read)
  expect(succeeded).toMatchObject({ finishedAt: 4_999, result: { available: true, bytes: 2 } })
})

test('a running job that is back in line was lost, unless its attempt is known to have failed', () => {
  const known = jobOf('running', { attempt })
  const back = entry('waiting', { prev: 'active' })
  const ended = { number: 2, startedAt: 1, finishedAt: 2, error: { name: 'TypeError', message: 'x is not y' } }
  expect(translate(back, known, undefined)).toMatchObject({ type: 'queued', maxAttempts: 4 })
  expect(translate(back, known, jobOf('pending', { attempt, attempts: [ended] }))).toMatchObject({
    type: 'retrying',
    error: { name: 'TypeError', at: 2, attempt: 2 },
    nextRunAt: undefined,
  })
})

test('progress carries the attempt that wrote it, so that a lost worker is fenced off', () => {
  const data = JSON.stringify({ v: 1, attempt: 1, seq: 3, percent: 90, stages: [] })
  const known = jobOf('running', { attempt })
  const late = translate(entry('progress', { data }), known, undefined)
  expect(late).toMatchObject({ type: 'progressed', attempt: 1 })
  expect(late && applyJobEvent(known, late)).toBe(known)
})

test('the same custom state with the same history is only progress', () => {
  const stages = [{ stage: 'reading', at: 1 }]
  const data = JSON.stringify({ v: 1, attempt: 2, seq: 3, percent: 90, stage: 'reading', stages })
  const known = jobOf('running', { attempt, stage: 'reading', stages })
  expect(translate(entry('progress', { data }), known, undefined)?.type).toBe('progressed')
  expect(translate(entry('progress', { data }), { ...known, stages: [] }, undefined)?.type).toBe('staged')
})

test('[G16] the wish to cancel carries the attempt it is about, so that it says nothing of the next one', () => {
  const known = jobOf('running', { attempt })
  const of = (number: string) => translate(entry('cancelling', { attempt: number, at: '4000' }), known, undefined)
  expect(of('2')).toMatchObject({ type: 'cancelling', attempt: 2, askedAt: 4_000 })
  const late = of('1')
  expect(late && applyJobEvent(known, late)).toBe(known)
})

test('[G16] a job that failed in line keeps what it had, and what was read says why', () => {
  const ended = { number: 2, startedAt: 1, finishedAt: 2, error: { name: 'Error', message: 'It broke.' } }
  const waiting = jobOf('pending', { attempt, attempts: [ended] })
  const failed = entry('failed', { failedReason: 'Cancelled while it was waiting.', prev: 'waiting' })
  expect(translate(failed, waiting, undefined)).toMatchObject({ type: 'failed', ended })
  const error = { name: 'CancelledError', message: 'Cancelled while it was waiting.', at: 9, attempt: 2 }
  const read: Job = {
    ...jobOf('failure', { attempt, attempts: [ended] }),
    state: 'failure',
    reason: 'cancelled',
    error,
  }
  expect(translate(failed, waiting, read)).toMatchObject({
    reason: 'cancelled',
    ended,
    error: { name: 'CancelledError' },
  })
  const never = jobOf('pending', { attempt: { current: 0, max: 3 }, attempts: [] })
  expect(translate(failed, never, undefined)).toMatchObject({ type: 'failed', ended: undefined })
})

test('only events that say nothing of their own need the job to be read', () => {
  expect(['active', 'waiting', 'completed', 'failed', 'something new'].every((e) => needsRead(entry(e)))).toBe(true)
  expect(['progress', 'removed', 'expired', 'drained'].some((e) => needsRead(entry(e)))).toBe(false)
  expect(needsRead({ id: '1-0', fields: { event: 'paused' } })).toBe(false)
})

test('[I10] no entry anybody may have written is an error, and what it does to a job can be shown', () => {
  const names = [
    'added',
    'waiting',
    'delayed',
    'active',
    'progress',
    'completed',
    'failed',
    'cancelling',
    'removed',
    '__proto__',
    'x',
  ]
  const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', '{', '1e999', '-1', '9e15', 'Infinity', '"50"'))
  const fields = fc.record(
    {
      ...{ event: fc.constantFrom(...names), data: text, delay: text, prev: fc.constant('active'), failedReason: text },
      ...{ attempt: text, at: text },
    },
    { requiredKeys: ['event'] },
  )
  const maybeJob = fc.option(anyJob(), { nil: undefined })
  fc.assert(
    fc.property(fields, maybeJob, maybeJob, (some, known, read) => {
      const event = translate({ id: '5000-0', fields: { jobId: '1', ...some } }, known, read)
      const after: Job | undefined = event ? applyJobEvent(known, event) : known
      if (after) expect(jobSchema.safeParse(after).error).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})

test('a pin says whether it holds, and until when the job is kept when it does not', () => {
  const known = jobOf('success', { attempt })
  const told = (fields: Record<string, string>) => translate(entry('waybill:pinned', fields), known, undefined)
  expect(told({ attempt: '2', pinned: '1', expiresAt: '' })).toMatchObject({
    attempt: 2,
    pinned: true,
    expiresAt: undefined,
  })
  expect(told({ attempt: '1', pinned: '0', expiresAt: '9000' })).toMatchObject({
    attempt: 1,
    pinned: false,
    expiresAt: 9_000,
  })
})
