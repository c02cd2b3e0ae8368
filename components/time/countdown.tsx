'use client'

import { formatDuration } from '#components/format/duration.ts'
import { formatExact } from '#components/format/exact-time.ts'
import { useNow } from '#components/live/use-now.ts'
import { words } from '#components/words/words.ts'

/** Time until `at`, ticking: `in 12 s`, then `any moment`. */
export function Countdown({ at }: { at: number }) {
  const now = useNow()
  if (now === undefined) return <time dateTime={new Date(at).toISOString()} />
  const left = at - now
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {left <= 0 ? words.time.anyMoment : words.time.until(formatDuration(Math.ceil(left / 1_000) * 1_000))}
    </time>
  )
}
