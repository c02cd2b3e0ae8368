import { ArrowDownToLine, Pause } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import type { LogLevel } from '#core/log-line.ts'
import { jobLog as w } from '#words/job-log.ts'
import type { LogFilter } from './log-filter.ts'

const control = 'h-9 rounded-md border border-edge bg-surface px-2 text-ink text-sm placeholder:text-muted'

interface LogControlsProps {
  filter: LogFilter
  onFilter(filter: LogFilter): void
  isFollowing: boolean
  onFollow(isFollowing: boolean): void
}

/** What is shown of the log, and whether the view goes along with it. */
export function LogControls({ filter, onFilter, isFollowing, onFollow }: LogControlsProps) {
  const Icon = isFollowing ? Pause : ArrowDownToLine
  return (
    <fieldset className="flex flex-wrap items-center gap-2 px-3 py-2">
      <legend className="sr-only">{w.controls}</legend>
      <select
        aria-label={w.level}
        value={filter.level}
        onChange={({ target }) => onFilter({ ...filter, level: target.value as LogLevel })} // the options are the levels
        className={control}
      >
        {Object.entries(w.levels).map(([level, words]) => (
          <option key={level} value={level}>
            {words}
          </option>
        ))}
      </select>
      <input
        type="search"
        aria-label={w.search}
        placeholder={w.search}
        value={filter.text}
        onChange={({ target }) => onFilter({ ...filter, text: target.value })}
        className={`${control} min-w-0 flex-1 max-sm:order-last max-sm:basis-full sm:max-w-64`}
      />
      <Button className="ml-auto" onClick={() => onFollow(!isFollowing)}>
        <Icon className="size-3.5" aria-hidden />
        {isFollowing ? w.pause : w.follow}
      </Button>
    </fieldset>
  )
}
