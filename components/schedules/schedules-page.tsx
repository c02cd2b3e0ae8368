'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useSchedules } from '#components/live/use-schedules.ts'
import { NotAllowed } from '#components/shell/not-allowed.tsx'
import { Button } from '#components/ui/button.tsx'
import { schedules as w } from '#words/schedules.ts'
import { NoSchedules } from './no-schedules.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { scheduleGrid } from './schedule-grid.ts'
import { ScheduleRow } from './schedule-row.tsx'
import type { SavedSchedule } from './when-fields.ts'

/** Jobs that are submitted again and again. */
export function SchedulesPage() {
  const { value: book, gone } = useSchedules()
  const locale = useLocale()
  const [edited, setEdited] = useState<SavedSchedule | 'new'>()
  if (gone) return <NotAllowed page="schedules" />
  const make = () => setEdited('new')
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-1 flex-col gap-4 px-4 py-6 sm:px-6" aria-busy={!book}>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="font-semibold text-xl tracking-tight">{w.title}</h1>
        {book && book.total > 0 && <p className="text-muted tabular-nums">{formatCount(book.total, locale)}</p>}
        {book && book.total > 0 && (
          <Button className="ml-auto" onClick={make}>
            <Plus className="size-4" aria-hidden />
            {w.make}
          </Button>
        )}
      </div>
      {!book && <Skeleton />}
      {book?.total === 0 && <NoSchedules make={make} />}
      {book && book.total > 0 && (
        <div className="rounded-lg border border-line bg-surface">
          <div aria-hidden className={`${scheduleGrid} border-line border-b py-2 text-muted text-xs max-lg:hidden`}>
            <span>{w.heads.schedule}</span>
            <span>{w.heads.nextRun}</span>
            <span>{w.heads.lastRun}</span>
            <span />
          </div>
          <ul className="divide-y divide-line">
            {book.schedules.map((schedule) => (
              <ScheduleRow key={schedule.id} schedule={schedule} edit={setEdited} />
            ))}
          </ul>
          {book.total > book.schedules.length && (
            <p className="border-line border-t px-4 py-3 text-muted text-sm">
              {w.more(formatCount(book.total - book.schedules.length, locale))}
            </p>
          )}
        </div>
      )}
      {edited && (
        <ScheduleDialog schedule={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </div>
  )
}

/** The place of the list before the first answer. */
function Skeleton() {
  return (
    <div className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 opacity-60" aria-hidden>
      <div className="h-4 w-1/3 rounded bg-sunken" />
      <div className="h-3 w-1/2 rounded bg-sunken" />
    </div>
  )
}
