import { formatCount } from '#components/format/quantity.ts'
import type { ChildCounts } from '#core/job.ts'

/** `3 of 12 done · 1 failed` */
export function childrenWords({ total, done, failed }: ChildCounts): string {
  const words = `${formatCount(done)} of ${formatCount(total)} done`
  return failed > 0 ? `${words} · ${formatCount(failed)} failed` : words
}

/** How many children have yet to end. */
export const openChildren = ({ total, done, failed }: ChildCounts): number => Math.max(0, total - done - failed)
