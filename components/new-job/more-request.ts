import { formatCount } from '#components/format/quantity.ts'
import { viewerLocale } from '#components/format/viewer-locale.ts'
import type { SubmitRequest } from '#core/submit.ts'
import { maxPriority, maxTagLength, maxTags } from '#core/submit-limits.ts'
import { newJob } from '#words/new-job.ts'
import type { Draft } from './draft.ts'
import { draftInput, type Issue } from './draft-input.ts'
import type { FormField } from './form-field.ts'

const w = newJob.rest
const count = (n: number) => formatCount(n, viewerLocale())

const minuteMs = 60_000

/** What can be said about any job, whatever its type. */
export const moreFields: readonly FormField[] = [
  {
    kind: 'choice',
    path: 'delayMs',
    title: w.start,
    required: true,
    fallback: 0,
    options: [
      { value: 0, label: w.delays.none },
      { value: minuteMs, label: w.delays.minute },
      { value: 10 * minuteMs, label: w.delays.tenMinutes },
      { value: 60 * minuteMs, label: w.delays.hour },
      { value: 24 * 60 * minuteMs, label: w.delays.day },
    ],
  },
  {
    kind: 'number',
    path: 'priority',
    title: w.priority,
    description: w.priorityNote,
    required: false,
    min: 0,
    max: maxPriority,
    isInteger: true,
  },
  {
    kind: 'text',
    path: 'tags',
    title: w.tags,
    description: w.tagsNote(formatCount(maxTags)),
    required: false,
    isLong: false,
    inputType: 'text',
  },
]

/** The part of the request that stands for the fields; what was left alone is left out. */
export function moreRequest(
  draft: Draft,
  fields: readonly FormField[] = moreFields,
): { request: Omit<SubmitRequest, 'type' | 'input'>; issues: Issue[] } {
  const { input, issues } = draftInput(fields, draft)
  const { delayMs, priority, tags: text = '' } = input as { delayMs?: number; priority?: number; tags?: string } // made of the fields above
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean)
  if (priority !== undefined && !(Number.isInteger(priority) && priority >= 0 && priority <= maxPriority)) {
    issues.push({
      path: 'priority',
      message: w.wrongPriority(count(maxPriority)),
    })
  }
  if (tags.length > maxTags) issues.push({ path: 'tags', message: w.tooManyTags(count(tags.length), count(maxTags)) })
  const long = tags.find((tag) => tag.length > maxTagLength)
  if (long) {
    const start = `${long.slice(0, 12)}…`
    issues.push({ path: 'tags', message: w.longTag(count(maxTagLength), start) })
  }
  return { request: { ...(delayMs && { delayMs }), ...(priority && { priority }), ...(tags[0] && { tags }) }, issues }
}
