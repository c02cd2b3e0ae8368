'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Job } from '#core/job.ts'
import { isFinished } from '#core/job-state.ts'
import { LogPanel } from './log-panel.tsx'

/** A fold with the job's log: nothing is fetched or followed before somebody opens it. */
export function LogSection({ job }: { job: Job }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="group rounded-lg border border-line bg-surface"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex list-none items-center gap-2 px-4 py-3 font-semibold [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 text-muted group-open:rotate-90" aria-hidden />
        Logs
      </summary>
      {isOpen && <LogPanel key={job.id} id={job.id} isOver={isFinished(job.state)} />}
    </details>
  )
}
