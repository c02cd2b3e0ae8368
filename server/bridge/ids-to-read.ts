import type { Job } from '#core/job.ts'
import type { TailEntry } from '#server/tail/event-tail.ts'
import { waitingIn } from './places-in-line.ts'
import { needsRead } from './translate.ts'

/** BullMQ's ids of the jobs that have to be read to understand what happened in a queue. */
export function idsToRead(queue: string, entries: readonly TailEntry[], watched: Iterable<Job>): Set<string> {
  const ids = new Set(entries.filter(needsRead).map(({ fields }) => fields.jobId ?? ''))
  const paused = entries.some(({ fields }) => fields.event === 'paused' || fields.event === 'resumed')
  if (paused) for (const id of waitingIn(queue, watched, 'paused as well')) ids.add(id)
  return ids
}
