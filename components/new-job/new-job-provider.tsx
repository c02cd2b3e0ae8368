'use client'

import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { type Keys, useKeys } from '#components/shell/use-keys.ts'
import { useMay, useMe } from '#components/sign-in/me-context.tsx'
import { late } from '#components/ui/late.ts'
import { ModalLoading } from '#components/ui/modal-loading.tsx'
import { useToasts } from '#components/ui/toasts.tsx'
import { openJobLink } from '#components/watched/open-job-link.tsx'
import { watchedJobs } from '#components/watched/watched-jobs.ts'
import { words } from '#components/words/words.ts'
import { isDraftKept } from './draft-slot.ts'
import { NewJobContext, type Submitted } from './new-job-context.ts'
import type { Template } from './template.ts'

// The form is a quarter of the page's own code, and most visits are to watch.
const NewJobDialog = late(() => import('./new-job-dialog.tsx').then((module) => module.NewJobDialog))

/** What the dialog begins with. */
interface Start {
  template?: Template
  type?: string
}

/** Lets every page open the dialog, and says what became of it. */
export function NewJobProvider({ children }: { children: ReactNode }) {
  const [start, setStart] = useState<Start>()
  const toasts = useToasts()

  const open = useCallback((type?: string) => setStart({ type }), [])
  const openFrom = useCallback((template: Template) => setStart({ template }), [])
  const announce = useCallback(
    ({ id, title }: Submitted) => {
      setStart(undefined)
      watchedJobs.add(id)
      toasts.show({ kind: 'done', text: words.shell.submitted(title), action: openJobLink(id, words.shell.follow) })
    },
    [toasts],
  )
  const maySubmit = useMay('job.submit')
  const me = useMe()
  const types = useJobTypes()
  useEffect(() => {
    if (!maySubmit || !isDraftKept()) return
    const openIt = ({ keptDraft }: typeof import('./kept-draft.ts')) => {
      const kept = keptDraft(me, types)
      if (kept) setStart({ type: kept.type, template: kept.template })
    }
    import('./kept-draft.ts').then(openIt, () => {}) // It is there as well once somebody opens the form.
  }, [maySubmit, me, types])
  const keys = useMemo<Keys>(
    () => ({ n: () => (maySubmit ? open() : toasts.show({ kind: 'note', text: words.rights.submit })) }),
    [open, maySubmit, toasts],
  )
  useKeys(keys)

  return (
    <NewJobContext value={useMemo(() => ({ open, openFrom, announce }), [open, openFrom, announce])}>
      {children}
      {start && (
        <Suspense fallback={<ModalLoading title={words.shell.loading} onClose={() => setStart(undefined)} />}>
          <NewJobDialog {...start} onClose={() => setStart(undefined)} onSubmitted={announce} />
        </Suspense>
      )}
    </NewJobContext>
  )
}
