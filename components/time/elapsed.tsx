'use client'

import { formatDuration } from '#components/format/duration.ts'
import { useNow } from '#components/live/use-now.ts'

/** Time since `since`, ticking. */
export function Elapsed({ since }: { since: number }) {
  const now = useNow()
  return <span>{now === undefined ? '' : formatDuration(now - since)}</span>
}
