import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { UserText } from '#components/ui/user-text.tsx'
import type { Job } from '#core/job.ts'
import { childJobs as w } from '#words/child-jobs.ts'
import { ChildNote } from './child-note.tsx'
import type { ListedChild } from './child-pages.ts'

interface ChildRowProps {
  /** What its parent knew of it when the list was fetched. */
  listed: ListedChild
  /** The child as it is now; undefined until the server has told, and when it is no longer kept. */
  job: Job | undefined
  /** Whether the server has told. */
  isKnown: boolean
  /** How to show or hide its own children; undefined when it has none. */
  fold: { isOpen: boolean; toggle: () => void } | undefined
}

/** One child of a job, in a line. */
export function ChildRow({ listed, job, isKnown, fold }: ChildRowProps) {
  const state = job?.state ?? listed.state
  const label = job?.label ?? listed.label ?? listed.id
  const { word, Icon, text } = jobStateLook[state]
  return (
    <div className="flex items-start gap-1 py-2 ps-1 pe-3">
      {fold ? (
        <button
          type="button"
          aria-expanded={fold.isOpen}
          aria-label={w.of(label)}
          onClick={fold.toggle}
          className="flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-sunken hover:text-ink"
        >
          <ChevronRight className={`size-4 rtl:-scale-x-100 ${fold.isOpen ? 'rotate-90' : ''}`} aria-hidden />
        </button>
      ) : (
        // Whether it has children is told later than that it exists: nothing moves then.
        <span className="size-6 shrink-0" />
      )}
      <div className="flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <span className={`flex w-24 shrink-0 items-center gap-1.5 text-xs ${text}`}>
          <Icon className={`size-3.5 shrink-0 ${state === 'running' ? 'spin-calmly' : ''}`} aria-hidden />
          {word}
        </span>
        {job || !isKnown ? (
          <Link
            href={jobPath.page(listed.id)}
            prefetch={false}
            className="min-w-32 flex-1 basis-40 font-medium underline-offset-4 hover:underline"
          >
            <UserText className="line-clamp-1">{label}</UserText>
          </Link>
        ) : (
          <UserText className="line-clamp-1 min-w-32 flex-1 basis-40 text-muted">{label}</UserText>
        )}
        <span className="min-w-0 flex-[2] basis-48 text-muted text-xs">
          {job ? <ChildNote job={job} /> : isKnown && w.gone}
        </span>
      </div>
    </div>
  )
}
