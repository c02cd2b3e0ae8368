import type { JobType } from '#core/job-type.ts'
import type { Me } from '#core/sign-in.ts'
import { type Draft, type DraftValue, filesOf, isFile } from './draft.ts'
import { draftSlot } from './draft-slot.ts'
import { type KeptDraft, type StoredDraft, whoIs } from './kept-draft.ts'

/**
 * Keeps what was typed while its page is loaded anew: a session may end, and a hand may slip. It stays in this tab, for an hour, and only
 * who typed it gets it back. Files that were not uploaded yet are left out.
 */
export function keepDraft(me: Me | undefined, { input }: JobType, kept: KeptDraft): void {
  const drafts = { draft: settled(kept.draft), more: kept.more }
  const stored: StoredDraft = { ...kept, ...drafts, who: whoIs(me), form: JSON.stringify(input), at: Date.now() }
  try {
    sessionStorage.setItem(draftSlot, JSON.stringify(stored))
  } catch {
    // A browser may refuse to remember anything, or have no room.
  }
}

function settled(draft: Draft): Draft {
  const isThere = ({ state }: { state: string }) => state === 'uploaded' || state === 'sample'
  const rest = (value: DraftValue): DraftValue | undefined => {
    if (isFile(value)) return isThere(value) ? value : undefined
    return typeof value === 'object' && 'files' in value ? { files: filesOf(value).filter(isThere) } : value
  }
  const entries = Object.entries(draft).map(([path, value]) => [path, rest(value)] as const)
  return Object.fromEntries(entries.filter((entry): entry is [string, DraftValue] => entry[1] !== undefined))
}
