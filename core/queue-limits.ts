import { z } from 'zod'

/** What holds for a queue over all its workers. */
export interface QueueLimits {
  /** How many of its jobs may run at a time. */
  concurrency?: number
  /** How many of its jobs may begin within so many milliseconds. */
  rate?: { max: number; perMs: number }
}

/** The limit that keeps a job in line although a worker may be free: so many at a time, or so many in so long. */
export const heldBySchema = z.union([
  z.object({ concurrency: z.number() }),
  z.object({ max: z.number(), perMs: z.number() }),
])
export type HeldBy = z.infer<typeof heldBySchema>
