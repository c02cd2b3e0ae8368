'use client'

import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useShortcut } from '#components/shell/use-shortcut.ts'
import { NewJobContext, type Submitted } from './new-job-context.ts'
import { NewJobDialog } from './new-job-dialog.tsx'
import { SubmittedNote } from './submitted-note.tsx'
import type { Template } from './template.ts'

/** Long enough to read and to follow the link; the job is on the board anyway. */
const noteMs = 15_000

/** Lets every page open the dialog, and says what became of it. */
export function NewJobProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const [template, setTemplate] = useState<Template>()
  const [submitted, setSubmitted] = useState<Submitted>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const openFrom = useCallback((from: Template | undefined) => {
    setTemplate(from)
    setOpen(true)
  }, [])
  const open = useCallback(() => openFrom(undefined), [openFrom])
  const announce = useCallback((job: Submitted) => {
    setOpen(false)
    setSubmitted(job)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSubmitted(undefined), noteMs)
  }, [])
  useShortcut('n', open)

  return (
    <NewJobContext value={useMemo(() => ({ open, openFrom, announce }), [open, openFrom, announce])}>
      {children}
      {isOpen && <NewJobDialog template={template} onClose={() => setOpen(false)} onSubmitted={announce} />}
      <SubmittedNote submitted={submitted} onDismiss={() => setSubmitted(undefined)} />
    </NewJobContext>
  )
}
