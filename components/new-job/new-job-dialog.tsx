'use client'

import { useState } from 'react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { newJob as w } from '#words/new-job.ts'
import { JobForm } from './job-form.tsx'
import type { Submitted } from './new-job-context.ts'
import type { Template } from './template.ts'
import { TypePicker } from './type-picker.tsx'
import { UnavailableForm } from './unavailable-form.tsx'

interface NewJobDialogProps {
  /** The job the form begins with. Its type stays what it is. */
  template?: Template
  /** The type the form begins with; without one the first that can be submitted and is real work. */
  type?: string
  onClose: () => void
  onSubmitted: (submitted: Submitted) => void
}

/** Pick a type, fill in its form. */
export function NewJobDialog({ template, type: named, onClose, onSubmitted }: NewJobDialogProps) {
  const types = useJobTypes()
  const [chosen, choose] = useState(
    () =>
      types.find(({ type }) => type === (template?.job.type ?? named)) ??
      types.find(({ rehearsal, available }) => available && !rehearsal) ??
      types[0],
  )
  return (
    <Modal title={titleOf(template)} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto px-5 pt-4">
        {!template && <TypePicker types={types} chosen={chosen} choose={choose} />}
        {chosen?.available && <JobForm key={chosen.type} type={chosen} template={template} onSubmitted={onSubmitted} />}
        {chosen && !chosen.available && <UnavailableForm key={chosen.type} type={chosen} />}
      </div>
    </Modal>
  )
}

function titleOf(template: Template | undefined): string {
  if (!template) return w.title
  return template.isRetry ? w.titleRetry(template.job.label) : w.titleAgain(template.job.label)
}
