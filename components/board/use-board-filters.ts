'use client'

import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

export const timeWindows = ['15m', '1h', '24h', '7d'] as const
export type TimeWindow = (typeof timeWindows)[number]

const names = parseAsArrayOf(parseAsString).withDefault([])
/** `1` for yes; what is not asked for does not stand in the address. */
const flag = createParser<true>({ parse: (value) => (value === '1' ? true : null), serialize: () => '1' })
const parsers = {
  mine: flag,
  type: names,
  queue: names,
  stage: names,
  tag: names,
  time: parseAsStringLiteral(timeWindows),
}

/** What the board is narrowed to, as it stands in the address. */
export interface BoardFilters {
  /** Only what who looks submitted. */
  mine: true | null
  type: string[]
  queue: string[]
  /** Custom states, as `<type>/<stage>`. */
  stage: string[]
  tag: string[]
  time: TimeWindow | null
}

export const noFilters: BoardFilters = { mine: null, type: [], queue: [], stage: [], tag: [], time: null }

export const isFiltered = ({ mine, type, queue, stage, tag, time }: BoardFilters): boolean =>
  type.length + queue.length + stage.length + tag.length > 0 || time !== null || mine !== null

/** The filters of the board and how to change some of them. Whoever goes back in the browser's history undoes the last change. */
export function useBoardFilters(): [BoardFilters, (change: Partial<BoardFilters>) => void] {
  const [filters, setFilters] = useQueryStates(parsers, { history: 'push' })
  return [filters, (change) => void setFilters(change)]
}
