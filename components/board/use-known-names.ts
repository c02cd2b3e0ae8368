'use client'

import { useMemo } from 'react'
import { isSameList } from '#components/live/board-finder.ts'
import type { LiveWatch } from '#components/live/live-watch.ts'
import { useWatched } from '#components/live/use-board.ts'
import type { Board } from '#core/board.ts'
import { typeStage } from '#core/type-stage.ts'
import type { BoardView } from '#core/view.ts'

interface KnownNames {
  queues: readonly string[]
  /** Custom states jobs are in, or ended in, as `<type>/<stage>`. */
  stages: readonly string[]
  tags: readonly string[]
}

const none: KnownNames = { queues: [], stages: [], tags: [] }

/** More than this are no list to choose from. */
const mostNames = 50

/** The queues, stages and tags of the jobs on a board. */
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
    const queues = namesIn(all.map(({ queue }) => queue))
    const stages = namesIn(all.flatMap((job) => typeStage(job) ?? []))
    const tags = namesIn(all.flatMap(({ tags: own }) => own))
    const isSame = isSameList(queues, known.queues) && isSameList(stages, known.stages) && isSameList(tags, known.tags)
    if (!isSame) known = { queues, stages, tags }
    return known
  }
}

const namesIn = (names: readonly string[]) => [...new Set(names)].sort().slice(0, mostNames)
