import { type KitMode, type KitResult, type KitRun, kitModes } from '../kit/kit-result.ts'
import { spreadOf } from '../measure/spread.ts'
import { figureOf } from './figure-of.ts'
import { groupedBy } from './grouped-by.ts'
import { figure, markdownTable } from './markdown-table.ts'

const names: Record<KitMode, string> = { kit: 'Waybill', bare: 'BullMQ alone' }
const micros = (of: (run: KitRun) => number) => (run: KitRun) => (of(run) / run.jobs) * 1e6

const measures: readonly ((run: KitRun) => number)[] = [
  micros((run) => run.seconds),
  micros((run) => run.cpuSeconds),
  micros((run) => run.redisCpuSeconds),
]

export function kitTable({ runs }: KitResult): string {
  const rows = groupedBy(runs, ({ calls }) => String(calls)).flatMap((group) => {
    const [first] = group
    const of = (mode: KitMode) => group.filter((run) => run.mode === mode)
    const rowOf = (mode: KitMode) => [
      mode === 'kit' ? figure(first?.calls ?? 0) : '',
      names[mode],
      ...measures.map((value) => figureOf(of(mode).map(value))),
    ]
    return [...kitModes.map(rowOf), ['', 'times', ...measures.map((value) => figure(ratioOf(group, value)))]]
  })
  return markdownTable(['progress calls', '', 'µs a job', 'worker CPU µs', 'Redis CPU µs'], rows)
}

/** How many times as much a job takes in the kit: the median over pairs of runs that came one after the other. */
export function kitRatios(result: KitResult, calls: number): { time: number; cpu: number } {
  const group = result.runs.filter((run) => run.calls === calls)
  const [time, cpu] = measures.map((value) => ratioOf(group, value))
  return { time: time ?? Number.NaN, cpu: cpu ?? Number.NaN }
}

function ratioOf(group: readonly KitRun[], value: (run: KitRun) => number): number {
  const [kit, bare] = kitModes.map((mode) => group.filter((run) => run.mode === mode).map(value))
  return spreadOf((kit ?? []).map((own, i) => own / (bare?.[i] ?? Number.NaN))).median
}
