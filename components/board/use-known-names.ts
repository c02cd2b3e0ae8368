'use client'

import { useMemo } from 'react'
import { isSameList } from '#components/live/board-finder.ts'
import type { LiveWatch } from '#components/live/live-watch.ts'
import { useWatched } from '#components/live/use-board.ts'
import type { Board } from '#core/board.ts'
import type { BoardView } from '#core/view.ts'

interface KnownNames {
  queues: readonly string[]
  tags: readonly string[]
}

const none: KnownNames = { queues: [], tags: [] }

/** More tags than this are no list to choose from. */
const mostTags = 50

/** The queues and tags of the jobs on a board. */
export function useKnownNames(view: BoardView): KnownNames {
  const read = useMemo(() => namesReader(), [])
  return useWatched(view, (watch) => (watch?.ready ? read(watch) : none)) ?? none
}

/** Returns the same object until there are other names. */
function namesReader(): (watch: LiveWatch) => KnownNames {
  let jobs: Board | undefined
  let known = none
  return (watch) => {
    if (watch.jobs() === jobs) return known
    jobs = watch.jobs()
    const all = [...jobs.values()]
    const queues = [...new Set(all.map(({ queue }) => queue))].sort()
    const tags = [...new Set(all.flatMap(({ tags: own }) => own))].sort().slice(0, mostTags)
    if (!isSameList(queues, known.queues) || !isSameList(tags, known.tags)) known = { queues, tags }
    return known
  }
}
