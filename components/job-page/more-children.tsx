import { formatCount } from '#components/format/quantity.ts'
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
  const listed = list.pages.flat().length
  return (
    <>
      {refusal && <RefusedNote reason={refusal.reason} load={refusal.again} />}
      {next !== undefined && (
        <Button className="self-start" size="small" onClick={() => load(filter, next)}>
          {isAsking ? w.fetching : w.more(formatCount(Math.min(childrenPerPage, count - listed)))}
        </Button>
      )}
      {isHere && next === undefined && listed !== count && (
        <Button className="self-start" size="small" onClick={() => load(filter)}>
          {isAsking ? w.fetching : w.update}
        </Button>
      )}
    </>
  )
}
