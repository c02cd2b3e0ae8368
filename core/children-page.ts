import type { Job } from './job.ts'

/** What became of a child, as its parent knows it: `pending` ones wait or run. */
export const childStates = ['pending', 'success', 'failure'] as const
export type ChildState = (typeof childStates)[number]

/** A job that another one waits for, or did. */
export interface ChildEntry {
  id: string
  state: ChildState
  /** The child itself; missing when it is no longer kept. */
  job?: Job
}

/** Some children of a job, in an order that stays. */
export interface ChildrenPage {
  children: ChildEntry[]
  /** Where the next page begins; missing on the last one. */
  nextCursor?: string
}

/** So many children are shown at first, and more on demand. */
export const childrenPerPage = 100
