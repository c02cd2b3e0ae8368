import { Blocks, CalendarClock, Columns3, type LucideIcon, ScrollText } from 'lucide-react'
import { words } from '#components/words/words.ts'
import type { Action } from '#core/can.ts'

export interface PageEntry {
  path: string
  word: string
  /** What its key does. */
  goes: string
  Icon: LucideIcon
  /** Goes there after `g`. */
  key: string
  /** What somebody has to be allowed to do, or the page is not for them. */
  right?: Action
}

/** Where the navigation leads, everywhere it stands. */
export const pages: readonly PageEntry[] = [
  { path: '/', word: words.shell.board, goes: words.keys.goBoard, Icon: Columns3, key: 'b' },
  {
    path: '/workers',
    word: words.shell.workers,
    goes: words.keys.goWorkers,
    Icon: Blocks,
    key: 'w',
    right: 'ops.view',
  },
  {
    path: '/schedules',
    word: words.shell.schedules,
    goes: words.keys.goSchedules,
    Icon: CalendarClock,
    key: 's',
    right: 'schedule.view',
  },
  {
    path: '/audit',
    word: words.shell.audit,
    goes: words.keys.goAudit,
    Icon: ScrollText,
    key: 'a',
    right: 'audit.view',
  },
]
