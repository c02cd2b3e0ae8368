import { parseJobId } from '#core/job-id.ts'
import { addCounts, type Counts, noCounts, type View } from '#core/view.ts'
import type { JobReader, QueueSnapshot } from '#server/reader/job-reader.ts'

/** Reads what a view shows, queue by queue. A job of a queue that is not followed is not there. */
export function readView(reader: JobReader, queues: readonly string[], view: View): Promise<QueueSnapshot[]> {
  if (view.kind === 'board') {
    const { types, tags } = view.filter ?? {}
    // Redis has no index of tags: matches are looked for among as many of the newest as one script may read.
    const perState = tags ? mostPerState : view.perState
    return Promise.all(ofTypes(queues, types).map((queue) => reader.newest(queue, perState)))
  }
  const ids = view.kind === 'job' ? [view.id] : view.ids
  const addresses = ids.flatMap((id) => parseJobId(id) ?? [])
  const needed = queues.filter((queue) => addresses.some((address) => address.queue === queue))
  const idsIn = (queue: string) => addresses.filter((address) => address.queue === queue).map(({ id }) => id)
  return Promise.all(needed.map((queue) => reader.jobs(queue, idsIn(queue))))
}

const mostPerState = 200

/** Each type has a queue of its name. */
const ofTypes = (queues: readonly string[], types: readonly string[] | undefined) =>
  queues.filter((queue) => types?.includes(queue) ?? true)

/** The counts a view shows, from those of the queues. */
export function countsOf(
  view: View,
  queues: readonly string[],
  counts: ReadonlyMap<string, Counts>,
): Counts | undefined {
  // Tags cross the queues; only who reads all jobs could count them.
  if (view.kind !== 'board' || view.filter?.tags) return undefined
  return ofTypes(queues, view.filter?.types)
    .map((queue) => counts.get(queue) ?? noCounts)
    .reduce(addCounts, noCounts)
}
