import type { BoardsResult } from '../boards/boards-result.ts'
import { figure, markdownTable } from './markdown-table.ts'

export function boardsTable({ runs }: BoardsResult): string {
  const head = [
    '',
    'open boards',
    'commands/s',
    'of them for viewers',
    'server cores',
    'Redis cores',
    'shown is old: mean',
    'p95',
  ]
  const rows = runs.map((run) => {
    const idle = runs.find(({ system, boards }) => system === run.system && boards === 0)?.commandsPerSecond ?? 0
    return [
      run.boards === 0 ? run.system : '',
      figure(run.boards),
      figure(run.commandsPerSecond),
      run.boards === 0 ? '' : figure(Math.round(run.commandsPerSecond - idle)),
      figure(run.serverCores),
      figure(run.redisCores),
      run.age ? `${figure(run.age.mean)} ms` : '',
      run.age ? `${figure(run.age.p95)} ms` : '',
    ]
  })
  return markdownTable(head, rows)
}
