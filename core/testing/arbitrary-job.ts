import fc from 'fast-check'
import type { Job, JobBase, JobFile } from '#core/job.ts'
import { failureReasons, pendingReasons } from '#core/job-state.ts'
import { logLevels } from '#core/log-line.ts'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

export const anyTime = fc.integer({ min: 0, max: 100_000 })
export const anyAttempt = fc.integer({ min: 0, max: 4 })
/** Few different ones, so that equal, older and newer versions meet often. */
export const anyVersion = fc
  .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 2 }))
  .map((id) => id.join('-'))
export const anyText = fc.string({ maxLength: 8 })

export const anyProgress = fc.record({
  percent: fc.option(fc.integer({ min: 0, max: 100 })),
  current: maybe(fc.nat(100)),
  message: maybe(anyText),
})
export const anyStages = fc.array(fc.record({ stage: fc.constantFrom('reading', 'writing'), at: anyTime }), {
  maxLength: 3,
})
export const anyFlags = fc.subarray<string>(['workerLost', 'cancelling', 'workerBusy'])
export const anyIds = fc.subarray(['mail:2', 'mail:3'])
export const anyLogLines = fc.array(
  fc.record({ seq: fc.integer({ min: 1, max: 20 }), at: anyTime, level: fc.constantFrom(...logLevels), text: anyText }),
  { maxLength: 3 },
)
/** Few different ones, so that the same counts meet often. */
export const anyChildCounts = fc.record({ total: fc.constant(3), done: fc.nat(2), failed: fc.nat(1) })
export const anyHeldBy = fc.constantFrom({ concurrency: 2 }, { max: 10, perMs: 60_000 })
export const anyError = fc.record({ name: fc.constant('Error'), message: anyText, at: anyTime, attempt: anyAttempt })
export const anyResult = fc.record({ available: fc.boolean(), bytes: fc.nat(1_000), files: fc.constant<JobFile[]>([]) })
export const anyAttemptRun = fc.record({
  number: anyAttempt,
  startedAt: anyTime,
  finishedAt: maybe(anyTime),
  reason: maybe(fc.constantFrom(...failureReasons)),
  cancelAskedAt: maybe(anyTime),
})

const anyBase = (id: string): fc.Arbitrary<JobBase> =>
  fc.record({
    id: fc.constant(id),
    queue: fc.constant('mail'),
    type: fc.constant('mail'),
    label: anyText,
    attempt: fc.record({ current: anyAttempt, max: anyAttempt }),
    progress: anyProgress,
    stage: maybe(fc.constantFrom('reading', 'writing')),
    stages: anyStages,
    attempts: fc.uniqueArray(anyAttemptRun, { maxLength: 3, selector: (attempt) => attempt.number }),
    times: fc.record({ submittedAt: anyTime, startedAt: maybe(anyTime), finishedAt: maybe(anyTime) }),
    tags: fc.subarray(['urgent', 'acme']),
    worker: maybe(fc.constantFrom('worker-1', 'worker-2')),
    flags: anyFlags,
    retryOf: maybe(fc.constant('mail:0')),
    retriedAs: maybe(anyIds),
    parent: maybe(fc.constant('images:1')),
    children: maybe(anyChildCounts),
    version: anyVersion,
  })

/** Any job that could be on a card, in any state. */
export const anyJob = (id = 'mail:1'): fc.Arbitrary<Job> =>
  fc.oneof(
    fc
      .tuple(
        anyBase(id),
        fc.record({
          reason: fc.constantFrom(...pendingReasons),
          nextRunAt: maybe(anyTime),
          heldBy: maybe(anyHeldBy),
          error: maybe(anyError),
        }),
      )
      .map(([base, line]): Job => ({ ...base, state: 'pending', ...line })),
    anyBase(id).map((base): Job => ({ ...base, state: 'running' })),
    fc.tuple(anyBase(id), anyResult).map(([base, result]): Job => ({ ...base, state: 'success', result })),
    fc
      .tuple(anyBase(id), fc.constantFrom(...failureReasons), anyError)
      .map(([base, reason, error]): Job => ({ ...base, state: 'failure', reason, error })),
  )
