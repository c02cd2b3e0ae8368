'use client'

import { useState } from 'react'
import { useJobTypes } from '#components/job/job-types.tsx'
import { TypePicker } from '#components/new-job/type-picker.tsx'
import { UnavailableForm } from '#components/new-job/unavailable-form.tsx'
import { Modal } from '#components/ui/modal.tsx'
import { schedules as w } from '#words/schedules.ts'
import { isSchedulable } from './schedulable.ts'
import { ScheduleForm } from './schedule-form.tsx'
import type { SavedSchedule } from './when-fields.ts'

interface ScheduleDialogProps {
  /** The schedule that is changed; none for a new one. Its type stays what it is. */
  schedule?: SavedSchedule
  onClose: () => void
}

/** Pick a type, fill in its form, say when. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const all = useJobTypes()
  const types = all.filter(isSchedulable)
  const others = all.filter((type) => !isSchedulable(type))
  const [chosen, choose] = useState(() => {
    if (schedule) return all.find(({ type }) => type === schedule.type)
    return types.find(({ rehearsal, available }) => available && !rehearsal) ?? types.find(({ available }) => available)
  })
  return (
    <Modal title={schedule ? w.form.change(schedule.name) : w.make} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-5 overflow-y-auto px-5 pt-4">
        {!schedule && (
          <div className="flex flex-col gap-2">
            <TypePicker types={types} chosen={chosen} choose={choose} />
            {others.length > 0 && (
              <p className="text-muted text-xs">{w.form.needUpload(others.map(({ title }) => title))}</p>
            )}
          </div>
        )}
        {chosen && (chosen.available || schedule) && (
          <ScheduleForm key={chosen.type} type={chosen} schedule={schedule} onSaved={onClose} />
        )}
        {chosen && !chosen.available && !schedule && <UnavailableForm key={chosen.type} type={chosen} />}
      </div>
    </Modal>
  )
}
