import type { BusyBoardResult } from '../busy-board/busy-board-result.ts'
import { figure, markdownTable } from './markdown-table.ts'

export const busyBoardTable = ({ jobs, rate, held, drawn, longTasks, busy, shift }: BusyBoardResult): string =>
  markdownTable(
    ['jobs', 'events/s', 'cards in the columns', 'of them drawn', 'in long tasks', 'in any task', 'layout shift'],
    [
      [
        figure(jobs),
        figure(rate),
        figure(held),
        figure(drawn),
        `${figure(longTasks)} %`,
        `${figure(busy)} %`,
        String(shift),
      ],
    ],
  )
