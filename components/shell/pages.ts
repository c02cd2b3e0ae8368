import { Blocks, CalendarClock, Columns3, type LucideIcon } from 'lucide-react'
import { words } from '#components/words/words.ts'

export interface PageEntry {
  path: string
  word: string
  Icon: LucideIcon
  /** Goes there after `g`. */
  key: string
}

/** Where the navigation leads, everywhere it stands. */
export const pages: readonly PageEntry[] = [
  { path: '/', word: words.shell.board, Icon: Columns3, key: 'b' },
  { path: '/workers', word: words.shell.workers, Icon: Blocks, key: 'w' },
  { path: '/schedules', word: words.shell.schedules, Icon: CalendarClock, key: 's' },
]
