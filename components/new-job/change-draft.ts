import type { Draft, DraftChange } from './draft.ts'

/** What a change of `path` leaves of a draft. */
export function changeDraft(draft: Draft, path: string, change: DraftChange): Draft {
  const { [path]: before, ...others } = draft
  const value = typeof change === 'function' ? change(before) : change
  return value === undefined ? others : { ...others, [path]: value }
}
