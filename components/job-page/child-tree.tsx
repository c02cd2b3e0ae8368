'use client'

import { useState } from 'react'
import { useJobs } from '#components/live/use-jobs.ts'
import { words } from '#components/words/words.ts'
import type { ChildCounts, Job } from '#core/job.ts'
import { childJobs as w } from '#words/child-jobs.ts'
import type { ChildList, ListedChild } from './child-pages.ts'
import { ChildRow } from './child-row.tsx'
import { MoreChildren } from './more-children.tsx'
import { useChildPages } from './use-child-pages.ts'

interface ChildTreeProps {
  pages: ChildList['pages']
  /** How many lists it lies in. */
  depth?: number
}

/**
 * The rows of a list of children, each of which can show its own below it. They are lists within lists with buttons to unfold them,
 * not the tree of ARIA: screen readers tell their levels and how many they are without our doing, every link in them is reached by Tab, and
 * what a row holds (a bar, a link) stays what it is, which within a `treeitem` it would not.
 */
export function ChildTree({ pages, depth = 0 }: ChildTreeProps) {
  return pages.map((page) => <ChildRows key={page[0]?.id} page={page} depth={depth} />)
}

function ChildRows({ page, depth }: { page: readonly ListedChild[]; depth: number }) {
  const jobs = useJobs(page.map(({ id }) => id))
  return page.map((listed) => (
    <Branch key={listed.id} listed={listed} job={jobs?.get(listed.id)} isKnown={jobs !== undefined} depth={depth} />
  ))
}

interface BranchProps {
  listed: ListedChild
  job: Job | undefined
  isKnown: boolean
  depth: number
}

function Branch({ listed, job, isKnown, depth }: BranchProps) {
  const [isOpen, setIsOpen] = useState(false)
  const counts = job?.children
  const fold = counts && counts.total > 0 ? { isOpen, toggle: () => setIsOpen(!isOpen) } : undefined
  return (
    <li data-child={listed.id} data-state={job?.state ?? listed.state}>
      <ChildRow listed={listed} job={job} isKnown={isKnown} fold={fold} />
      {job && counts && fold?.isOpen && (
        <UnfoldedChildren id={listed.id} label={job.label} counts={counts} depth={depth + 1} />
      )}
    </li>
  )
}

interface UnfoldedChildrenProps {
  id: string
  label: string
  counts: ChildCounts
  depth: number
}

/** It is there only while it is unfolded, so that what is folded is neither fetched nor followed. */
function UnfoldedChildren({ id, label, counts, depth }: UnfoldedChildrenProps) {
  const { list, load } = useChildPages(id)
  const { pages, isHere, refusal } = list
  return (
    <div aria-busy={list.isAsking} className={`border-line border-s ${indentAt(depth)}`}>
      {pages.length > 0 && (
        <ul aria-label={w.of(label)} className="divide-y divide-line border-line border-t">
          <ChildTree pages={pages} depth={depth} />
        </ul>
      )}
      {!isHere && !refusal && <Placeholders count={counts.total} />}
      {isHere && pages.length === 0 && <p className="px-3 pb-2 text-muted text-xs">{w.notHere}</p>}
      <div className="flex flex-wrap gap-2 px-3 pb-2 empty:hidden">
        <MoreChildren list={list} count={counts.total} load={load} />
      </div>
    </div>
  )
}

/** A flow may have 16 levels: what lies deeper than there is room for stays below its line without going further in. */
function indentAt(depth: number): string {
  if (depth <= 2) return 'ms-3.5 sm:ms-6'
  return depth <= 8 ? 'sm:ms-6' : ''
}

/** As high as the rows that come, of which a family usually has few. */
const Placeholders = ({ count }: { count: number }) => (
  <div role="status" className="border-line border-t">
    <span className="sr-only">{words.shell.loading}</span>
    {['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3'].slice(0, count).map((width) => (
      <div key={width} className="flex h-10 items-center ps-8 pe-3" aria-hidden>
        <span className={`h-3.5 rounded-md bg-sunken ${width}`} />
      </div>
    ))}
  </div>
)
