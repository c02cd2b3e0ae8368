import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jobSchema } from '#core/job.ts'
import { keptUntil } from '#core/kept-until.ts'
import { failureReason, jobFromRow } from './job-from-row.ts'
import type { JobRow } from './job-row.ts'

const place = { prefix: 'bull', queue: 'mail', version: '7-0', paused: false }

const row = (over: Partial<JobRow> = {}): JobRow => ({
  ...{ id: '1', bullState: 'active', score: undefined, resultBytes: 0, name: 'mail' },
  ...{ timestamp: 1_000, processedOn: 2_000, finishedOn: 3_000, attemptsStarted: 1, attemptsMade: 0 },
  ...{ processedBy: null, progress: null, opts: null, failedReason: null, attempts: null, result: null, flags: null },
  cancel: null,
  retried: null,
  parentKey: null,
  place: undefined,
  children: undefined,
  keptTill: undefined,
  ...over,
})

const meta = (over: object = {}) =>
  JSON.stringify({
    attempts: 3,
    waybill: { v: 1, label: 'A mail', tags: ['acme'], keep: { success: 10, failure: 20 }, ...over },
  })

test.each([
  ['wait', {}, 'pending', 'queued'],
  ['prioritized', {}, 'pending', 'queued'],
  ['delayed', { attemptsStarted: 0 }, 'pending', 'scheduled'],
  ['delayed', {}, 'pending', 'retrying'],
  ['waiting-children', {}, 'pending', 'waiting-for-children'],
  ['something new', {}, 'pending', 'queued'],
  ['active', {}, 'running', undefined],
  ['completed', {}, 'success', undefined],
  ['failed', {}, 'failure', 'error'],
  ['corrupt', {}, 'failure', 'corrupt'],
])('a job in BullMQ state %s with %j is %s (%s)', (bullState, over, state, reason) => {
  const job = jobFromRow(row({ bullState, ...over }), place)
  expect(job).toMatchObject({ id: 'mail:1', queue: 'mail', state, version: '7-0' })
  expect('reason' in job ? job.reason : undefined).toBe(reason)
})

test('a job in line of a paused queue says so', () => {
  expect(jobFromRow(row({ bullState: 'wait' }), { ...place, paused: true })).toMatchObject({ reason: 'queue-paused' })
})

test('label, tags and the time it is kept come from what the submit stored', () => {
  expect(jobFromRow(row({ opts: meta() }), place)).toMatchObject({ label: 'A mail', tags: ['acme'] })
  const success = jobFromRow(row({ bullState: 'completed', opts: meta() }), place)
  expect(success).toMatchObject({ result: { expiresAt: 13_000 } })
  expect(jobFromRow(row({ bullState: 'failed', opts: meta() }), place)).toMatchObject({ expiresAt: 23_000 })
})

test('a job that a schedule made says which', () => {
  const schedule = { id: 's_1', name: 'nightly' }
  expect(jobFromRow(row({ opts: meta({ schedule }) }), place)).toMatchObject({ schedule })
  // What somebody else wrote there is no link.
  expect(jobFromRow(row({ opts: meta({ schedule: 'nightly' }) }), place).schedule).toBeUndefined()
})

test.each([
  ['a foreign job', null],
  ['a later version', meta({ v: 2 })],
  ['no text for a label', meta({ label: 5 })],
  ['no JSON', '{'],
])('%s is called by its type and its number', (_what, opts) => {
  expect(jobFromRow(row({ opts }), place)).toMatchObject({ label: 'mail 1', tags: [] })
})

test.each([
  ['its first run', { attemptsStarted: 1, attemptsMade: 0 }, 3],
  ['its second run', { attemptsStarted: 2, attemptsMade: 1 }, 3],
  ['a run after its worker was lost', { attemptsStarted: 2, attemptsMade: 0 }, 4],
  ['a run after a manual retry', { attemptsStarted: 4, attemptsMade: 0 }, 6],
])('%s may be followed by others up to the last allowed', (_what, counts, max) => {
  expect(jobFromRow(row({ opts: meta(), ...counts }), place).attempt).toEqual({ current: counts.attemptsStarted, max })
})

test('progress of an earlier attempt is history, not progress', () => {
  const progress = JSON.stringify({
    ...{ v: 1, attempt: 1, seq: 0, stage: 'reading', percent: 50 },
    stages: [{ stage: 'reading', at: 1 }],
  })
  expect(jobFromRow(row({ progress }), place)).toMatchObject({ stage: 'reading', progress: { percent: 50 } })
  const next = jobFromRow(row({ progress, attemptsStarted: 2 }), place)
  expect(next.stage).toBeUndefined()
  expect(next).toMatchObject({ progress: { percent: null }, stages: [{ stage: 'reading', at: 1 }] })
})

test('a failed job says why, in words that are bounded', () => {
  const long = jobFromRow(row({ bullState: 'failed', failedReason: 'x'.repeat(50_000) }), place)
  expect(JSON.stringify(long).length).toBeLessThan(5_000)
  expect(jobFromRow(row({ bullState: 'failed' }), place)).toMatchObject({
    error: { message: 'The job failed without saying why.', at: 3_000, attempt: 1 },
  })
  const attempts = JSON.stringify([
    { number: 1, startedAt: 1, finishedAt: 2, reason: 'timeout', error: { name: 'Late', message: 'Too late.' } },
  ])
  expect(jobFromRow(row({ bullState: 'failed', failedReason: 'x', attempts }), place)).toMatchObject({
    reason: 'timeout',
    error: { name: 'Late', message: 'Too late.', at: 3_000 },
  })
})

test.each([
  ['job stalled more than allowable limit', 'worker-lost'],
  ['cancelled', 'cancelled'],
  ['the order was cancelled', 'error'],
  ["corrupt record: the job's key does not hold a job.", 'corrupt'],
  [null, 'error'],
])('a job that failed with "%s" counts as %s', (failedReason, reason) => {
  expect(failureReason({ failedReason }, undefined)).toBe(reason)
})

test.each([
  ['of its attempt', { attemptsStarted: 2 }, '{"attempt":2,"flags":["workerLost"]}', ['workerLost']],
  ['of the attempt before', { attemptsStarted: 2 }, '{"attempt":1,"flags":["workerLost"]}', []],
  ['of a run that ended', { attemptsStarted: 2, bullState: 'wait' }, '{"attempt":2,"flags":["workerLost"]}', []],
  ['nobody can read', { attemptsStarted: 2 }, '{"attempt":2,"flags":[5]}', []],
  ['that are none', { attemptsStarted: 2 }, null, []],
])('a job shows flags only while it runs: %s', (_what, over, flags, shown) => {
  expect(jobFromRow(row({ ...over, flags }), place).flags).toEqual(shown)
})

const failedOnce = [
  { number: 1, startedAt: 2_000, finishedAt: 3_000, reason: 'error', error: { name: 'Error', message: 'It broke.' } },
]
const asked = (over: object) => JSON.stringify({ attempt: 1, at: 2_500, by: 'ada', ...over })

test.each([
  ['while it runs', { bullState: 'active' }, asked({}), 2_500],
  ['of an earlier attempt', { bullState: 'active' }, asked({ attempt: 0 }), undefined],
  ['nobody can read', { bullState: 'active' }, '{"attempt":1}', undefined],
  ['that came after the end', { bullState: 'completed' }, asked({}), undefined],
])('[G16] a wish to cancel %s is told of the attempt it was about: %j', (_what, over, cancel, askedAt) => {
  const ended = over.bullState === 'completed' ? { finishedAt: 3_000 } : {}
  const attempts = JSON.stringify([{ number: 1, startedAt: 2_000, ...ended }])
  expect(jobFromRow(row({ ...over, attempts, cancel }), place).attempts[0]?.cancelAskedAt).toBe(askedAt)
})

test('[G16] a job that was cancelled in line is cancelled, whatever its last attempt ended with', () => {
  const cancelled = {
    bullState: 'failed',
    failedReason: 'Cancelled while it was waiting.',
    attempts: JSON.stringify(failedOnce),
  }
  expect(jobFromRow(row({ ...cancelled, cancel: asked({ waiting: true }) }), place)).toMatchObject({
    ...{
      reason: 'cancelled',
      error: { name: 'CancelledError', message: 'Cancelled while it was waiting.', at: 3_000 },
    },
    attempts: failedOnce,
  })
  // A later attempt that failed has nothing to do with it.
  const later = { ...cancelled, attemptsStarted: 2, cancel: asked({ waiting: true }) }
  expect(jobFromRow(row(later), place)).toMatchObject({ reason: 'error' })
})

test('[G16] a job that was started only to be cancelled for a lost worker made no attempt of that', () => {
  const attempts = JSON.stringify([{ number: 1, startedAt: 2_000 }])
  const lost = {
    bullState: 'failed',
    failedReason: 'Cancelled after its worker was lost.',
    attemptsStarted: 2,
    attempts,
  }
  expect(jobFromRow(row({ ...lost, cancel: asked({}) }), place)).toMatchObject({
    reason: 'cancelled',
    attempts: [{ number: 1, cancelAskedAt: 2_500 }],
  })
})

test('[I10] whatever somebody wrote into a record, it becomes a job that can be shown', () => {
  const text = fc.option(
    fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', '[]', '{', '1e999', meta({ keep: {} }))),
  )
  const anyTime = fc.option(fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }), { nil: undefined })
  const anyMeta = fc.record({ success: fc.double(), failure: fc.double() }).map((keep) => meta({ keep }))
  const anyRow: fc.Arbitrary<JobRow> = fc.record({
    id: fc.string(),
    bullState: fc.constantFrom('wait', 'delayed', 'active', 'completed', 'failed', 'corrupt', '__proto__'),
    score: fc.option(fc.double({ min: -3e19, max: 3e19, noNaN: true }), { nil: undefined }),
    resultBytes: fc.nat(),
    name: text,
    timestamp: anyTime,
    processedOn: anyTime,
    finishedOn: anyTime,
    attemptsStarted: fc.nat(),
    attemptsMade: fc.nat(),
    processedBy: text,
    progress: text,
    opts: fc.oneof(text, anyMeta),
    failedReason: text,
    attempts: text,
    result: text,
    place: fc.constantFrom(undefined, 1, -5, 1.5),
    parentKey: fc.oneof(text, fc.constantFrom('bull:images:7', 'bull::')),
    keptTill: fc.constantFrom(undefined, 'held' as const, 5_000),
    children: fc.constantFrom(undefined, { total: 3, done: 1, failed: 1 }),
    flags: fc.oneof(text, fc.constant('{"attempt":1,"flags":["workerLost"]}')),
    retried: fc.oneof(text, fc.constant('["mail:2"]'), fc.constant(null)),
    cancel: fc.oneof(
      text,
      fc
        .record({ attempt: fc.nat(3), at: fc.double(), by: fc.string(), waiting: fc.boolean() })
        .map((record) => JSON.stringify(record)),
    ),
  })
  fc.assert(
    fc.property(anyRow, (some) => {
      expect(jobSchema.safeParse(jobFromRow(some, place)).error).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})

test.each(['completed', 'failed'])(
  'a pinned job in %s has no end; one that was pinned may have a later one',
  (bullState) => {
    const read = (flags: object) => jobFromRow(row({ bullState, opts: meta(), flags: JSON.stringify(flags) }), place)
    const pinned = read({ attempt: 1, flags: ['pinned', 'workerLost'] })
    expect([pinned.flags, keptUntil(pinned)]).toEqual([['pinned'], undefined])
    expect(keptUntil(read({ attempt: 1, flags: [], keepUntil: 99_000 }))).toBe(99_000)
    const ends = bullState === 'completed' ? 13_000 : 23_000
    expect(keptUntil(read({ attempt: 1, flags: [], keepUntil: 1_000 }))).toBe(ends)
    const earlier = read({ attempt: 0, flags: ['pinned'], keepUntil: 99_000 })
    expect([earlier.flags, keptUntil(earlier)]).toEqual([[], ends])
  },
)

test.each([
  ['bull:images:7', 'images:7'],
  ['bull:images:repeat:nightly:9', 'images:repeat:nightly:9'],
  ['other:images:7', undefined],
  ['bull:', undefined],
  ['bull:images', undefined],
  ['bull:images:a b', undefined],
])('a job with the parent key %s names the parent %s', (parentKey, parent) => {
  expect(jobFromRow(row({ parentKey }), place).parent).toBe(parent)
})
