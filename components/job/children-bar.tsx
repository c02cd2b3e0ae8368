import { useLocale } from '#components/format/use-locale.ts'
import type { ChildCounts } from '#core/job.ts'
import { childrenWords, openChildren } from './children-words.ts'

interface ChildrenBarProps {
  counts: ChildCounts
  label: string
  size?: 'card' | 'page'
}

/** How many children of a job have ended, and how: what is left of the bar has yet to end. */
export function ChildrenBar({ counts, label, size = 'card' }: ChildrenBarProps) {
  const locale = useLocale()
  const { total, done, failed } = counts
  if (total === 0) return null
  const share = (count: number) => `${(count / total) * 100}%`
  const part = 'h-full motion-safe:transition-[width] motion-safe:duration-200 motion-safe:ease-out'
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={total - openChildren(counts)}
      aria-valuetext={childrenWords(counts, locale)}
      className={`flex w-full overflow-hidden rounded-full bg-sunken ring-1 ring-edge/60 ring-inset ${size === 'page' ? 'h-3' : 'h-1.5'}`}
    >
      <div className={`${part} bg-success`} style={{ width: share(done) }} />
      <div className={`${part} bg-failure`} style={{ width: share(failed) }} />
    </div>
  )
}
