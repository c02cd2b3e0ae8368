import { useEffect, useState } from 'react'
import { useMe } from '#components/sign-in/me-context.tsx'
import type { JobType } from '#core/job-type.ts'
import { keepDraft } from './keep-draft.ts'
import { forgetDraft, type KeptDraft, keptDraft } from './kept-draft.ts'
import type { Template } from './template.ts'
import type { RequestKey } from './use-request-key.ts'

/** What was typed into this form before its page was left. */
export function useKeptDraft(type: JobType, template: Template | undefined): KeptDraft | undefined {
  const me = useMe()
  const [kept] = useState(() => keptDraft(me, [type]))
  return kept?.template?.job.id === template?.job.id ? kept : undefined
}

/** Keeps what stands in a form when its page is left; `typed` is undefined while nothing was typed. */
export function useDraftKeeper(type: JobType, typed: KeptDraft | undefined, { sent }: RequestKey): void {
  const me = useMe()
  useEffect(forgetDraft, [])
  useEffect(() => {
    const leave = () => typed && keepDraft(me, type, { ...typed, sent: sent() })
    window.addEventListener('pagehide', leave)
    // A page that a browser had only put away comes back with its form.
    window.addEventListener('pageshow', forgetDraft)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', forgetDraft)
    }
  }, [me, type, typed, sent])
}
