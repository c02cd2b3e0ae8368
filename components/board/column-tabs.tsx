import type { KeyboardEvent } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { words } from '#components/words/words.ts'
import { type JobState, jobStates } from '#core/job-state.ts'

interface ColumnTabsProps {
  chosen: JobState
  choose: (state: JobState) => void
  total: (state: JobState) => number | undefined
}

/** Chooses the column on a narrow screen. */
export function ColumnTabs({ chosen, choose, total }: ColumnTabsProps) {
  const locale = useLocale()
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const next = step && jobStates.at((jobStates.indexOf(chosen) + step) % jobStates.length)
    if (!next) return
    choose(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-state="${next}"]`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label={words.board.columns}
      onKeyDown={move}
      className="grid grid-cols-4 border-line border-b bg-surface md:hidden"
    >
      {jobStates.map((state) => {
        const { word, Icon, text } = jobStateLook[state]
        const count = total(state)
        return (
          <button
            key={state}
            type="button"
            role="tab"
            data-state={state}
            aria-selected={state === chosen}
            aria-controls={`column-${state}`}
            tabIndex={state === chosen ? 0 : -1}
            onClick={() => choose(state)}
            className="flex min-h-14 flex-col items-center justify-center gap-0.5 border-transparent border-b-2 px-1 text-muted text-xs -outline-offset-2 aria-selected:border-accent aria-selected:text-ink"
          >
            <span className="flex items-center gap-1 font-medium">
              <Icon className={`size-3.5 ${text}`} aria-hidden />
              {word}
            </span>
            <span className="tabular-nums">{count === undefined ? '–' : formatCount(count, locale)}</span>
          </button>
        )
      })}
    </div>
  )
}
