import type { SubmitRequest } from '#core/submit.ts'
import { maxPriority, maxTagLength, maxTags } from '#core/submit-limits.ts'
import type { Draft } from './draft.ts'
import { draftInput, type Issue } from './draft-input.ts'
import type { FormField } from './form-field.ts'

const minuteMs = 60_000

/** What can be said about any job, whatever its type. */
export const moreFields: readonly FormField[] = [
  {
    kind: 'choice',
    path: 'delayMs',
    title: 'Start',
    required: true,
    fallback: 0,
    options: [
      { value: 0, label: 'At once' },
      { value: minuteMs, label: 'In a minute' },
      { value: 10 * minuteMs, label: 'In 10 minutes' },
      { value: 60 * minuteMs, label: 'In an hour' },
      { value: 24 * 60 * minuteMs, label: 'In a day' },
    ],
  },
  {
    kind: 'number',
    path: 'priority',
    title: 'Priority',
    description: 'The smaller, the sooner. Jobs without one go first.',
    required: false,
    min: 0,
    max: maxPriority,
    isInteger: true,
  },
  {
    kind: 'text',
    path: 'tags',
    title: 'Tags',
    description: `Up to ${maxTags}, with commas between them.`,
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
      message: `Write a whole number up to ${maxPriority.toLocaleString('en-US')}, or nothing.`,
    })
  }
  if (tags.length > maxTags) issues.push({ path: 'tags', message: `These are ${tags.length} tags. Keep ${maxTags}.` })
  const long = tags.find((tag) => tag.length > maxTagLength)
  if (long) {
    const start = `${long.slice(0, 12)}…`
    issues.push({ path: 'tags', message: `A tag has at most ${maxTagLength} characters. Shorten “${start}”.` })
  }
  return { request: { ...(delayMs && { delayMs }), ...(priority && { priority }), ...(tags[0] && { tags }) }, issues }
}
