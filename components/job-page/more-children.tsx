import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { childrenPerPage } from '#core/children-page.ts'
import { childJobs as w } from '#words/child-jobs.ts'
import type { ChildList, ChildPages } from './child-pages.ts'
import { RefusedNote } from './refused-note.tsx'

interface MoreChildrenProps {
  list: ChildList
  /** How many there should be. */
  count: number
  load: ChildPages['load']
}

/** Below a list of children: what went wrong, and how to see those that are not in it yet. */
export function MoreChildren({ list, count, load }: MoreChildrenProps) {
  const { filter, next, isHere, isAsking, refusal } = list
  const locale = useLocale()
  // Children may have left the filter since the list was made: then it is the list that is to come anew.
  const missing = count - list.pages.flat().length
  const isMore = next !== undefined && missing > 0
  return (
    <>
      {refusal && <RefusedNote reason={refusal.reason} load={refusal.again} />}
      {isMore && (
        <Button className="self-start" size="small" onClick={() => load(filter, next)}>
          {isAsking ? w.fetching : w.more(formatCount(Math.min(childrenPerPage, missing), locale))}
        </Button>
      )}
      {isHere && !isMore && (missing !== 0 || next !== undefined) && (
        <Button className="self-start" size="small" onClick={() => load(filter)}>
          {isAsking ? w.fetching : w.update}
        </Button>
      )}
    </>
  )
}
