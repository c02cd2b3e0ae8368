'use client'

import { formatClock, formatDay, formatExact } from '#components/format/exact-time.ts'
import { formatRelative } from '#components/format/relative-time.ts'
import { useNow } from '#components/live/use-now.ts'

const formats = { relative: formatRelative, day: formatDay, clock: formatClock }

/** A moment as people say it; the exact time is one hover away. Appears once the browser's time zone is known. */
export function Moment({ at, as = 'relative' }: { at: number; as?: keyof typeof formats }) {
  const now = useNow()
  if (now === undefined) return <time dateTime={new Date(at).toISOString()} />
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formats[as](at, now)}
    </time>
  )
}
