'use client'

import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { words } from '#components/words/words.ts'
import type { JobState } from '#core/job-state.ts'

interface ColumnHeaderProps {
  state: JobState
  /** Of all jobs, not of the cards shown; undefined while nobody knows. */
  count: number | undefined
  /** There may be more. */
  isAtLeast?: boolean
}

/** Name and count above a column. */
export function ColumnHeader({ state, count, isAtLeast = false }: ColumnHeaderProps) {
  const locale = useLocale()
  const { word, Icon, text } = jobStateLook[state]
  const number = count === undefined ? '' : formatCount(count, locale)
  return (
    <div className="flex items-center gap-2 px-1 pb-2 max-md:sr-only">
      <Icon className={`size-4 ${text}`} aria-hidden />
      <h2 className="font-semibold text-sm">{word}</h2>
      <span className="ml-auto text-muted text-sm tabular-nums">
        {isAtLeast ? words.board.atLeast(number) : number}
      </span>
    </div>
  )
}
