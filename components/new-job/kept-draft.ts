import type { JobType } from '#core/job-type.ts'
import type { Me } from '#core/sign-in.ts'
import type { Draft } from './draft.ts'
import { draftSlot } from './draft-slot.ts'
import type { Template } from './template.ts'
import type { SentRequest } from './use-request-key.ts'

const keptMs = 60 * 60_000

/** What somebody had typed into the form of a job type when its page was left. */
export interface KeptDraft {
  type: string
  template?: Template
  draft: Draft
  more: Draft
  /** It may be a job already: sent again, it has to have the same key. */
  sent?: SentRequest
}

export interface StoredDraft extends KeptDraft {
  who: string
  /** The schema it was typed for: another one has other fields. */
  form: string
  at: number
}

/** Tells people apart as far as a page knows them. */
export const whoIs = (me: Me | undefined) => JSON.stringify([me?.mode, me?.isVisitor, me?.name])

/** What `me` had typed, if its form is still the same. */
export function keptDraft(me: Me | undefined, types: readonly JobType[]): KeptDraft | undefined {
  try {
    const stored = JSON.parse(sessionStorage.getItem(draftSlot) ?? 'null') as StoredDraft | null
    const type = types.find((known) => known.available && known.type === stored?.type)
    if (!stored || !type || stored.who !== whoIs(me) || Date.now() - stored.at > keptMs) return undefined
    return stored.form === JSON.stringify(type.input) ? stored : undefined
  } catch {
    return undefined
  }
}

/** It stands in its form again. */
export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(draftSlot)
  } catch {
    // As above.
  }
}
