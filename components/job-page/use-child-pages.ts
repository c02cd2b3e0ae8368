'use client'

import { useState, useSyncExternalStore } from 'react'
import type { ChildrenPage } from '#core/children-page.ts'
import { type ChildList, ChildPages } from './child-pages.ts'

/** The children of a job, which are fetched when they come into view unless `initial` has the first of them. */
export function useChildPages(id: string, initial?: ChildrenPage): { list: ChildList; load: ChildPages['load'] } {
  const [pages] = useState(() => new ChildPages(id, initial))
  return { list: useSyncExternalStore(pages.subscribe, pages.read, pages.read), load: pages.load }
}
