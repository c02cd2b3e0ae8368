import { CirclePause } from 'lucide-react'
import { useJobType } from '#components/job/job-types.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { Schedule } from '#core/schedule.ts'
import { schedules as w } from '#words/schedules.ts'
import { LastRunNote } from './last-run-note.tsx'
import { NextRunNote } from './next-run-note.tsx'
import { ScheduleActions } from './schedule-actions.tsx'
import { scheduleGrid } from './schedule-grid.ts'
import { timingWords } from './timing-words.ts'
import type { SavedSchedule } from './when-fields.ts'

/** One schedule: what it submits, when, what became of it last, and what can be done with it. */
export function ScheduleRow({ schedule, edit }: { schedule: Schedule; edit: (schedule: SavedSchedule) => void }) {
  const type = useJobType(schedule.type)
  return (
    <li data-schedule={schedule.id} className={`${scheduleGrid} flex flex-col gap-2 py-3`}>
      <div className="min-w-0">
        <h2 className="font-medium">
          <UserText>{schedule.name}</UserText>
        </h2>
        <p className="text-muted text-xs">
          <UserText>{type?.title ?? schedule.type}</UserText>
          {' · '}
          <span>{timingWords(schedule)}</span>
        </p>
        {!type && <p className="text-failure text-xs">{w.row.unknownType}</p>}
      </div>
      <p className="min-w-0 text-sm tabular-nums">
        {schedule.paused ? (
          <span className="inline-flex items-center gap-1 font-medium text-pending">
            <CirclePause className="size-3.5" aria-hidden />
            {w.row.paused}
          </span>
        ) : (
          <NextRunNote run={schedule.nextRun} />
        )}
      </p>
      <p className="min-w-0 text-sm">
        <LastRunNote run={schedule.lastRun} />
      </p>
      <ScheduleActions schedule={schedule} isKnown={type !== undefined} edit={edit} />
    </li>
  )
}
