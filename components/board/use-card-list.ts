'use client'

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useState } from 'react'
import type { JobState } from '#core/job-state.ts'

/** How high a card is before it was measured, in pixels; close to what it will be, so that the scrollbar does not jump. */
const usualHeight: Record<JobState, number> = { pending: 128, running: 140, success: 116, failure: 146 }

/** Cards above and below the view that are there already: what the next turn of a wheel shows. */
const overscan = 8

const linkOf = (list: HTMLElement | null, id: string) =>
  [...(list?.querySelectorAll<HTMLElement>('article[data-job]') ?? [])]
    .find((card) => card.dataset.job === id)
    ?.querySelector<HTMLElement>('a')

/** A list of which only the part near the view is in the page, and the card that has the focus. */
export function useCardList(list: RefObject<HTMLElement | null>, state: JobState, ids: readonly string[]) {
  'use no memo' // the virtualizer is one object that changes
  const [focused, setFocused] = useState<string>()
  const focusedIndex = focused === undefined ? -1 : ids.indexOf(focused)
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => list.current,
    estimateSize: () => usualHeight[state],
    getItemKey: (index) => ids[index] ?? index,
    gap: 8,
    paddingStart: 2,
    overscan,
    rangeExtractor: (range) => {
      const near = defaultRangeExtractor(range)
      return focusedIndex < 0 || near.includes(focusedIndex) ? near : [...near, focusedIndex].sort((a, b) => a - b)
    },
  })

  /** Brings a card into view and gives it the focus. One that is far away has to be drawn first. */
  function focus(id: string, frames = 5): void {
    const link = linkOf(list.current, id)
    if (link) {
      link.focus({ preventScroll: frames < 5 })
      return
    }
    virtualizer.scrollToIndex(ids.indexOf(id), { align: 'auto' })
    if (frames > 0) requestAnimationFrame(() => focus(id, frames - 1))
  }
  return { virtualizer, focus, setFocused }
}
