import type { z } from 'zod'
import type { ByteStream } from './define-job.ts'
import type { FlowChild } from './flow.ts'

/** A job another one waits for, or did. What is `pending` waits or runs. */
export interface Child {
  id: string
  type: string
  state: 'pending' | 'success' | 'failure'
}

/** What became of a child that has ended. */
export type ChildOutcome<Result = unknown> =
  | { id: string; type: string; state: 'success'; result: Result }
  | { id: string; type: string; state: 'failure'; error: { name: string; message: string } }

/** What a running job can do with its children. They come in the order they were planned in, then those that were added. */
export interface JobChildren {
  list(): Promise<Child[]>
  /** What became of those that have ended. Nobody has checked the results: give a schema that all of them fit, or parse each yourself. */
  results(): Promise<ChildOutcome[]>
  results<Result>(schema: z.ZodType<Result>): Promise<ChildOutcome<Result>[]>
  /** Reads a file that a child made. Rejects with `ChildFileError` when it made none of that name. */
  open(childId: string, fileName: string): Promise<ByteStream>
  /**
   * Adds a child while the job runs. `key` names it within the job: what an earlier attempt added under the same key is not added again.
   * It begins at once; `wait` waits for it. What has not ended when `run` returns is cancelled.
   */
  add(key: string, child: FlowChild): Promise<{ id: string }>
  /**
   * Goes on once all children have ended. If some have not, this attempt ends here and its worker is free; when they have, `run` begins
   * again from the top as the next attempt, where `add` finds its children there already and `wait` goes on at once. Let through what it
   * throws, and do before it only what may be done twice. When a child fails that must not, the job fails.
   */
  wait(): Promise<void>
}
