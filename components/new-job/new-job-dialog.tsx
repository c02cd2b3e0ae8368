'use client'

import { useState } from 'react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { JobForm } from './job-form.tsx'
import type { Submitted } from './new-job-context.ts'
import { TypePicker } from './type-picker.tsx'

interface NewJobDialogProps {
  onClose: () => void
  onSubmitted: (submitted: Submitted) => void
}

/** Pick a type, fill in its form. */
export function NewJobDialog({ onClose, onSubmitted }: NewJobDialogProps) {
  const types = useJobTypes()
  const [chosen, choose] = useState(() => types.find(({ rehearsal }) => !rehearsal) ?? types[0])
  return (
    <Modal title="New job" onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto px-5 pt-4">
        <TypePicker types={types} chosen={chosen} choose={choose} />
        {chosen && <JobForm key={chosen.type} type={chosen} onSubmitted={onSubmitted} />}
      </div>
    </Modal>
  )
}
