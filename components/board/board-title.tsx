'use client'

import { formatCount, formatPercent } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useWatchedSummary } from '#components/watched/watched-provider.tsx'
import { words } from '#components/words/words.ts'

/** The title of the board's tab: how far the jobs of this browser are, while there are some. */
export function BoardTitle() {
  const { underway, percent } = useWatchedSummary()
  const locale = useLocale()
  const page = words.shell.tab(words.board.title)
  if (underway === 0) return <title>{page}</title>
  const progress = words.away.tab(formatCount(underway, locale), percent === null ? '' : formatPercent(percent))
  return <title>{`${progress} · ${page}`}</title>
}
