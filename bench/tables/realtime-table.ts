import { spreadOf } from '../measure/spread.ts'
import type { RealtimeMode, RealtimeResult, RealtimeRun, RealtimeShape } from '../realtime/realtime-result.ts'
import { figureOf } from './figure-of.ts'
import { groupedBy } from './grouped-by.ts'
import { figure, markdownTable } from './markdown-table.ts'

const names: Record<RealtimeMode, string> = { waybill: 'Waybill', naive: 'recipe', 'raw ws': 'raw `ws`' }

export function realtimeTable({ runs }: RealtimeResult): string {
  const head = ['load', '', 'p50 ms', 'p95 ms', 'p99 ms', 'updates/s', 'server cores', 'µs an update', '']
  const groups = groupedBy(runs, (run) => `${loadOf(run)} ${run.mode}`)
  return markdownTable(head, groups.map(rowOf))
}

/** The runs of one server under one load. */
export const runsOf = (result: RealtimeResult, mode: RealtimeMode, shape: RealtimeShape): RealtimeRun[] =>
  result.runs.filter(
    (run) =>
      run.mode === mode &&
      run.watching === shape.watching &&
      run.rate === shape.rate &&
      run.watchers === shape.watchers,
  )

function rowOf(runs: readonly RealtimeRun[]): string[] {
  const [first] = runs
  if (!first) return []
  const of = (value: (run: RealtimeRun) => number) => figureOf(runs.map(value))
  return [
    first.mode === 'waybill' ? loadOf(first) : '',
    names[first.mode],
    ...[of((run) => run.p50), of((run) => run.p95), of((run) => run.p99)],
    figure(spreadOf(runs.map((run) => run.updates / run.seconds)).median),
    of((run) => run.serverCores),
    runs.some((run) => run.updates === 0) ? '' : of((run) => run.microsPerUpdate),
    notesOn(runs),
  ]
}

function loadOf({ watching, rate, watchers }: RealtimeShape): string {
  const who = watchers === 1 ? '1 watcher' : `${figure(watchers)} watchers`
  return `${figure(rate)} events/s, ${who}${watching === 'job' ? ' of a job each' : ''}`
}

/** What stands in the way of taking a row at its word. */
function notesOn(runs: readonly RealtimeRun[]): string {
  const median = (value: (run: RealtimeRun) => number) => spreadOf(runs.map(value)).median
  const share = median((run) => run.updates / (run.events * run.watchers))
  const age = median((run) => run.p50)
  const notes: string[] = []
  // Whoever is this late only gets later. Who tells each event on its own has then left some untold.
  const tellsAll = runs.every((run) => run.mode === 'naive' && run.watching === 'board')
  if (age > 500 || (age > 100 && tellsAll && share < 0.95)) {
    notes.push(`cannot keep up${tellsAll ? `: ${figure(100 * share)} % arrived in time` : ''}`)
  }
  if (median((run) => run.watcherCores) > 0.9) notes.push('the watchers were at their limit')
  if (median((run) => run.machineBusy) > 0.97) notes.push('the machine was full')
  return notes.join('; ')
}
