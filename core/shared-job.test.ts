import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyJobEvent } from './fold.ts'
import { type Job, jobSchema } from './job.ts'
import type { JobEvent } from './job-event.ts'
import { linkScopes } from './job-link.ts'
import { sharedEvent, sharedJob } from './shared-job.ts'
import { anyEvent } from './testing/arbitrary-event.ts'
import { anyJob } from './testing/arbitrary-job.ts'
import { jobOf } from './testing/job-of.ts'

const error = { name: 'SECRET', message: 'SECRET', at: 1, attempt: 1 }
const files = [{ name: 'FILE.csv', bytes: 3, mediaType: 'text/csv' }]
const attempt = { number: 1, startedAt: 1, worker: 'SECRET', error: { name: 'SECRET', message: 'SECRET' } }
const hidden = {
  attempts: [attempt],
  tags: ['SECRET'],
  schedule: { id: 'SECRET', name: 'SECRET' },
  worker: 'SECRET',
  retryOf: 'SECRET:1',
  retriedAs: ['SECRET:2'],
  parent: 'SECRET:3',
  children: { total: 3, done: 1, failed: 0 },
}
const full: Job[] = [
  { ...jobOf('pending', hidden), state: 'pending', reason: 'retrying', error, heldBy: { concurrency: 77 } },
  { ...jobOf('running', hidden), state: 'running' },
  { ...jobOf('success', hidden), state: 'success', result: { available: true, bytes: 2, summary: 'Sums up', files } },
  { ...jobOf('failure', hidden), state: 'failure', reason: 'error', error, files },
]

const fact = { id: 'mail:1', version: '11-0', attempt: 1 }
const events: JobEvent[] = [
  ...full.map((job): JobEvent => ({ ...fact, type: 'submitted', job })),
  { ...fact, type: 'queued', reason: 'queued', maxAttempts: 3, heldBy: { concurrency: 77 } },
  { ...fact, type: 'started', startedAt: 1, maxAttempts: 3, worker: 'SECRET' },
  { ...fact, type: 'retrying', error, ended: attempt, maxAttempts: 3, heldBy: { concurrency: 77 } },
  { ...fact, type: 'succeeded', finishedAt: 2, ended: attempt, result: { available: true, bytes: 2, files } },
  { ...fact, type: 'failed', finishedAt: 2, ended: attempt, reason: 'error', error, maxAttempts: 3, files },
  { ...fact, type: 'logged', lines: [{ seq: 1, at: 1, level: 'info', text: 'SECRET' }] },
  { ...fact, type: 'retried', retriedAs: ['SECRET:2'] },
  { ...fact, type: 'counted', children: { total: 3, done: 2, failed: 0 } },
]

test.each(linkScopes)('a link to %s says nothing of workers, errors, tags, limits, logs and other jobs', (scope) => {
  const told = JSON.stringify([
    full.map((job) => sharedJob(job, scope)),
    events.map((event) => sharedEvent(event, scope)),
  ])
  expect(told).not.toMatch(/SECRET|concurrency|"total"/)
  expect(told).toContain('Sums up')
  expect(told.includes('FILE.csv')).toBe(scope === 'view+download')
})

test('what a link shows is a job', () => {
  for (const job of full) expect(jobSchema.safeParse(sharedJob(job, 'view')).error).toBeUndefined()
})

test('[I6] what a link is told adds up to what it would be shown: sharing and folding can change places', () => {
  const hiddenKinds = ['logged', 'retried', 'counted']
  fc.assert(
    fc.property(anyJob(), anyEvent(), fc.constantFrom(...linkScopes), (job, event, scope) => {
      const told = sharedEvent(event, scope)
      expect(told === undefined).toBe(hiddenKinds.includes(event.type))
      if (!told) return
      const shown = applyJobEvent(job, event)
      expect(applyJobEvent(sharedJob(job, scope), told)).toEqual(shown && sharedJob(shown, scope))
    }),
    { numRuns: 1_000 },
  )
})
