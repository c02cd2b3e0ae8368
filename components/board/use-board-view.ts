'use client'

import { useCallback, useMemo, useState } from 'react'
import { useTicked } from '#components/live/use-now.ts'
import type { BoardView, Filter } from '#core/view.ts'
import type { BoardFilters, TimeWindow } from './use-board-filters.ts'

/** How many cards of each column the server is asked for: at first, and once somebody has read that far or looks for something. */
const [few, many] = [50, 200]

const minuteMs = 60_000
/** How long a window is, and how often its beginning moves on: everybody who looks at one then shares a view. */
const windows: Record<TimeWindow, { ms: number; stepMs: number }> = {
  '15m': { ms: 15 * minuteMs, stepMs: minuteMs },
  '1h': { ms: 60 * minuteMs, stepMs: 5 * minuteMs },
  '24h': { ms: 24 * 60 * minuteMs, stepMs: 60 * minuteMs },
  '7d': { ms: 7 * 24 * 60 * minuteMs, stepMs: 60 * minuteMs },
}

/** The view that shows what the filters let through, and a way to ask for more of it. */
export function useBoardView(filters: BoardFilters, search: string): { view: BoardView; readOn: () => void } {
  const [isDeep, setDeep] = useState(false)
  const since = useSince(filters.time)
  const perState = isDeep || search || filters.stage.length > 0 ? many : few
  const { mine } = filters
  const names = JSON.stringify([filters.type, filters.queue, filters.tag])
  const view = useMemo<BoardView>(() => {
    const [types, queues, tags] = (JSON.parse(names) as string[][]).map((list) => (list.length > 0 ? list : undefined))
    const filter: Filter = { types, queues, tags, since, ...(mine && { mine }) }
    const isNarrow = types || queues || tags || since !== undefined || mine
    return { kind: 'board', perState, ...(isNarrow && { filter }) }
  }, [names, since, mine, perState])
  return { view, readOn: useCallback(() => setDeep(true), []) }
}

/** The beginning of a window that ends now; undefined for all time. Only when it moves is something drawn. */
function useSince(time: TimeWindow | null): number | undefined {
  const read = useCallback(
    (now: number) => {
      const { ms, stepMs } = time ? windows[time] : { ms: 0, stepMs: 1 }
      return time ? Math.floor((now - ms) / stepMs) * stepMs : undefined
    },
    [time],
  )
  return useTicked(read)
}
