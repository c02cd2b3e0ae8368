import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { newJob as w } from '#words/new-job.ts'
import type { Draft, DraftChange } from './draft.ts'
import type { Issue } from './draft-input.ts'
import type { FormField } from './form-field.ts'
import { FormFields } from './form-fields.tsx'
import { moreFields } from './more-request.ts'

interface MoreFieldsProps {
  fields?: readonly FormField[]
  draft: Draft
  issues: readonly Issue[]
  change: (path: string, value: DraftChange) => void
}

/** Folded away until somebody asks for it, or something in it is wrong. */
export function MoreFields({ fields = moreFields, draft, issues, change }: MoreFieldsProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="group"
      open={isOpen || issues.length > 0}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex w-fit list-none items-center gap-1 font-medium text-muted text-sm hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 group-open:rotate-90" aria-hidden />
        {w.more}
      </summary>
      <div className="pt-3">
        <FormFields fields={fields} draft={draft} issues={issues} change={change} />
      </div>
    </details>
  )
}
