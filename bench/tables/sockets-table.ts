import type { SocketsResult, SocketsRun } from '../sockets/sockets-result.ts'
import { figure, markdownTable } from './markdown-table.ts'

export function socketsTable({ runs, limitedBy }: SocketsResult): string {
  const rows: [string, (run: SocketsRun) => string][] = [
    ['all connect at once: the last has its snapshot after', ({ stormMs }) => seconds(stormMs)],
    ['memory (RSS) for each', ({ rssPerSocket }) => kilobytes(rssPerSocket)],
    ['of it on the heap', ({ heapPerSocket }) => kilobytes(heapPerSocket)],
    ['one change has reached all after', ({ spreadMs }) => seconds(spreadMs)],
    ['the server is killed: a new one listens after', ({ awayMs }) => seconds(awayMs)],
    ['from then on, the last shows what it missed after', ({ backMs }) => seconds(backMs)],
    ['from its connection on, each shows it after: p50', ({ healed }) => seconds(healed.p50)],
    ['p99', ({ healed }) => seconds(healed.p99)],
    ['the slowest', ({ healed }) => seconds(healed.max)],
  ]
  const head = ['', ...runs.map(nameOf)]
  const table = markdownTable(
    head,
    rows.map(([what, value]) => [what, ...runs.map(value)]),
  )
  return limitedBy ? `${table}\n\nFewer than wanted: ${limitedBy}.` : table
}

function nameOf({ watching, sockets, jobs }: SocketsRun): string {
  const what = watching === 'board' ? `the same board of ${figure(jobs)} jobs` : `one of ${figure(jobs)} jobs each`
  return `${figure(sockets)} sockets, ${what}`
}

const seconds = (ms: number) => `${figure(ms / 1_000)} s`
const kilobytes = (bytes: number) => `${figure(bytes / 1_000)} KB`
