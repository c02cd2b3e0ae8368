'use client'

import { CirclePlay, Pause, PencilLine, Play, Trash2 } from 'lucide-react'
import { ask } from '#components/api/ask.ts'
import { CommandButton } from '#components/job/command-button.tsx'
import { useNewJob } from '#components/new-job/new-job-context.ts'
import { randomId } from '#core/job-id.ts'
import type { Schedule } from '#core/schedule.ts'
import type { SubmitAnswer } from '#core/submit.ts'
import { schedules } from '#words/schedules.ts'
import { schedulePath } from './schedule-path.ts'
import type { SavedSchedule } from './when-fields.ts'

const w = schedules.actions

interface ScheduleActionsProps {
  schedule: Schedule
  /** Whether there still is a job type that it submits. */
  isKnown: boolean
  edit: (schedule: SavedSchedule) => void
}

/** What can be done with a schedule. What came of it shows on the schedule, by the socket. */
export function ScheduleActions({ schedule, isKnown, edit }: ScheduleActionsProps) {
  const { announce } = useNewJob()
  const { id, name, paused } = schedule
  const button = { label: name, size: 'small', right: 'schedule.change' } as const

  async function run() {
    const headers = { 'Idempotency-Key': randomId() }
    const answer = await ask<SubmitAnswer>(schedulePath.run(id), { method: 'POST', headers })
    announce({ id: answer.id, title: name })
  }
  const change = (body: object) =>
    ask(schedulePath.one(id), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })

  return (
    <div className="flex flex-wrap gap-1.5 lg:justify-end">
      {isKnown && (
        <CommandButton
          {...button}
          right="schedule.run"
          Icon={CirclePlay}
          word={w.run}
          asking={w.running}
          command={run}
        />
      )}
      {paused ? (
        <CommandButton
          {...button}
          Icon={Play}
          word={w.resume}
          asking={w.resuming}
          command={() => change({ paused: false })}
        />
      ) : (
        <CommandButton
          {...button}
          Icon={Pause}
          word={w.pause}
          asking={w.pausing}
          command={() => change({ paused: true })}
        />
      )}
      {isKnown && (
        <CommandButton
          {...button}
          Icon={PencilLine}
          word={w.edit}
          asking={w.editing}
          command={async () => edit(await ask<SavedSchedule>(schedulePath.one(id)))}
        />
      )}
      <CommandButton
        {...button}
        Icon={Trash2}
        word={w.remove}
        asking={w.removing}
        sure={w.removeSure}
        title={w.removeHint}
        command={() => ask(schedulePath.one(id), { method: 'DELETE' })}
      />
    </div>
  )
}
