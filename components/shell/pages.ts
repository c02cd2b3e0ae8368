import { Blocks, CalendarClock, Columns3, type LucideIcon, ScrollText } from 'lucide-react'
import { words } from '#components/words/words.ts'
import type { Action } from '#core/can.ts'

export interface PageEntry {
  path: string
  /** What it goes by in the lists of words. */
  name: 'board' | 'workers' | 'schedules' | 'audit'
  word: string
  Icon: LucideIcon
  /** Goes there after `g`. */
  key: string
  /** What somebody has to be allowed to do, or the page is not for them. */
  right?: Action
}

/** Where the navigation leads, everywhere it stands. */
export const pages: readonly PageEntry[] = [
  { path: '/', name: 'board', word: words.shell.board, Icon: Columns3, key: 'b' },
  {
    path: '/workers',
    name: 'workers',
    word: words.shell.workers,
    Icon: Blocks,
    key: 'w',
    right: 'ops.view',
  },
  {
    path: '/schedules',
    name: 'schedules',
    word: words.shell.schedules,
    Icon: CalendarClock,
    key: 's',
    right: 'schedule.view',
  },
  {
    path: '/audit',
    name: 'audit',
    word: words.shell.audit,
    Icon: ScrollText,
    key: 'a',
    right: 'audit.view',
  },
]
