import type { BenchResults } from './bench-results.ts'
import { boardsTable } from './boards-table.ts'
import { busyBoardTable } from './busy-board-table.ts'
import { csvReportTable } from './csv-report-table.ts'
import { firstVisitTable } from './first-visit-table.ts'
import { kitTable } from './kit-table.ts'
import { paintedTable } from './painted-table.ts'
import { queuesTable } from './queues-table.ts'
import { realtimeTable } from './realtime-table.ts'
import { socketsTable } from './sockets-table.ts'
import { submitTable } from './submit-table.ts'
import { targetsTable } from './targets.ts'

/**
 * Puts what was measured into a page, between `<!-- bench: realtime -->` and `<!-- /bench -->` and so on. Everything between the marks is
 * replaced, everything else stays. Throws when the page has no place for a table.
 */
export function fillTables(page: string, results: BenchResults): string {
  const tables = {
    targets: targetsTable(results),
    realtime: realtimeTable(results.realtime),
    painted: paintedTable(results.painted),
    'busy-board': busyBoardTable(results['busy-board']),
    'first-visit': firstVisitTable(results['first-visit']),
    boards: boardsTable(results.boards),
    queues: queuesTable(results.queues),
    sockets: socketsTable(results.sockets),
    submit: submitTable(results.submit),
    kit: kitTable(results.kit),
    'csv-report': csvReportTable(results['csv-report']),
  }
  return Object.entries(tables).reduce((filled, [name, table]) => replaced(filled, name, table), page)
}

function replaced(page: string, name: string, table: string): string {
  const place = new RegExp(`(<!-- bench: ${name} -->)[^]*?(<!-- /bench -->)`)
  if (!place.test(page))
    throw new Error(`The page has no place for a table: <!-- bench: ${name} --> and <!-- /bench -->.`)
  return page.replace(place, (_all, begin: string, end: string) => `${begin}\n\n${table}\n\n${end}`)
}
