import type { Job, JobIn } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { parseJobId } from '#core/job-id.ts'
import { isSame } from '#core/same.ts'
import type { StreamId } from '#core/stream-id.ts'

/** A line moves with every start; people read it a few times a second at the most. */
export const lineEveryMs = 250

/** More waiting cards than this are on no page. */
const maxWaiting = 500

const isInLine = (job: Job): job is JobIn<'pending'> => job.state === 'pending' && job.reason === 'queued'

/** BullMQ's ids of the jobs that wait in a queue. */
export function waitingIn(
  queue: string,
  jobs: Iterable<Job>,
  which: 'in line' | 'paused as well' = 'in line',
): string[] {
  const waits = (job: Job) => (which === 'in line' ? isInLine(job) : job.state === 'pending')
  return [...jobs]
    .filter((job) => job.queue === queue && waits(job))
    .slice(0, maxWaiting)
    .flatMap((job) => parseJobId(job.id)?.id ?? [])
}

/**
 * The event that moves a waiting job up, or says what holds it there. What changed its place is what happened to others, up to `version`; undefined when the
 * place is the same, or the job no longer waits.
 */
export function newPlace(known: Job | undefined, read: Job, version: StreamId): JobEvent | undefined {
  if (!known || !isInLine(known) || !isInLine(read)) return undefined
  const { id, attempt, reason, position, heldBy } = read
  if (known.position === position && isSame(known.heldBy, heldBy)) return undefined
  return { type: 'queued', id, version, attempt: attempt.current, reason, position, heldBy, maxAttempts: attempt.max }
}
