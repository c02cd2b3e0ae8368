import type { Job } from '#core/job.ts'

/** A job whose input a new one begins with. */
export interface Template {
  job: Pick<Job, 'id' | 'type' | 'label' | 'tags'>
  input: unknown
  priority?: number
  /** Whether the new job is a retry of that one, or only like it. */
  isRetry: boolean
}

/** The answer of `GET /api/jobs/:id/input`. A `text` is what cannot be put in a form. */
export type InputAnswer = { input: unknown; priority?: number } | { text: string; bytes: number }

/** Lets every file of an input name the job that holds it: its upload may be over. */
export function withHolder(input: unknown, job: string): unknown {
  if (Array.isArray(input)) return input.map((item) => withHolder(item, job))
  if (typeof input !== 'object' || input === null) return input
  if ('uploadId' in input && typeof input.uploadId === 'string') return { ...input, job }
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, withHolder(value, job)]))
}

/** What stands under More at first, as the fields there have it. */
export const moreOf = (template: Template | undefined): unknown =>
  template && { priority: template.priority, tags: template.job.tags.join(', ') }

/** The same as the request has it. */
export const keptOf = (template: Template | undefined) =>
  template && { tags: template.job.tags, ...(template.priority && { priority: template.priority }) }
