import { formatCount } from '#components/format/quantity.ts'
import type { ChildCounts } from '#core/job.ts'
import { job as w } from '#words/job.ts'

/** `3 of 12 done · 1 failed` */
export function childrenWords({ total, done, failed }: ChildCounts, locale: string): string {
  const said = w.children(formatCount(done, locale), formatCount(total, locale))
  return failed > 0 ? `${said} · ${w.childrenFailed(formatCount(failed, locale))}` : said
}

/** How many children have yet to end. */
export const openChildren = ({ total, done, failed }: ChildCounts): number => Math.max(0, total - done - failed)
