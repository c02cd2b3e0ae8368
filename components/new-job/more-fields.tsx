import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import type { SubmitRequest } from '#core/submit.ts'
import { controlClass } from './control-class.ts'

/** What can be said about any job, whatever its type. */
export interface More {
  tags: string
  delayMs: number
}

export const noMore: More = { tags: '', delayMs: 0 }

const minuteMs = 60_000
const delays = [
  [0, 'At once'],
  [minuteMs, 'In a minute'],
  [10 * minuteMs, 'In 10 minutes'],
  [60 * minuteMs, 'In an hour'],
  [24 * 60 * minuteMs, 'In a day'],
] as const

/** The part of the request that stands for `more`; what was left alone is left out. */
export function requestOf({ tags, delayMs }: More): Pick<SubmitRequest, 'tags' | 'delayMs'> {
  const names = [...new Set(tags.split(',').map((tag) => tag.trim()))].filter(Boolean)
  return { ...(names.length > 0 && { tags: names }), ...(delayMs > 0 && { delayMs }) }
}

export function MoreFields({ more, change }: { more: More; change: (more: More) => void }) {
  const id = useId()
  return (
    <details className="group">
      <summary className="flex w-fit list-none items-center gap-1 font-medium text-muted text-sm hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 group-open:rotate-90" aria-hidden />
        More
      </summary>
      <div className="grid gap-4 pt-3 sm:grid-cols-2">
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-tags`} className="font-medium">
            Tags
          </label>
          <input
            id={`${id}-tags`}
            value={more.tags}
            onChange={(event) => change({ ...more, tags: event.target.value })}
            aria-describedby={`${id}-tags-note`}
            autoComplete="off"
            className={controlClass}
          />
          <p id={`${id}-tags-note`} className="text-muted text-xs">
            Up to 10, with commas between them.
          </p>
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={`${id}-delay`} className="font-medium">
            Start
          </label>
          <select
            id={`${id}-delay`}
            value={more.delayMs}
            onChange={(event) => change({ ...more, delayMs: Number(event.target.value) })}
            className={controlClass}
          >
            {delays.map(([ms, words]) => (
              <option key={ms} value={ms}>
                {words}
              </option>
            ))}
          </select>
        </div>
      </div>
    </details>
  )
}
