import type { Job } from '#core/job.ts'
import type { Cursor } from '#core/protocol.ts'
import type { Counts } from '#core/view.ts'
import type { Whole } from './outbox.ts'

/**
 * What somebody who starts to watch gets at once: what the view shows, or, when it goes on from a cursor, nothing: then what was
 * missed comes first among the changes.
 */
export type Opened = {
  counts?: Counts
  cursor: Cursor
  /** How far this view has been told by now; undefined while something waits to be told. */
  told(): Cursor | undefined
  close(): void
} & (({ mode: 'snapshot'; jobs: Job[] } & Whole) | { mode: 'replay' })
