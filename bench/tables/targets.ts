import { spreadOf } from '../measure/spread.ts'
import type { RealtimeMode, RealtimeRun, RealtimeShape } from '../realtime/realtime-result.ts'
import type { SubmitRun, SubmitWay } from '../submit/submit-result.ts'
import type { BenchResults } from './bench-results.ts'
import { figureOf } from './figure-of.ts'
import { kitRatios } from './kit-table.ts'
import { figure, markdownTable } from './markdown-table.ts'
import { pageTargets } from './page-targets.ts'
import { runsOf } from './realtime-table.ts'

/** Something that is promised, and what was measured of it. */
export interface Target {
  what: string
  most: string
  measured: string
  isMet: boolean
}

export function targetsTable(results: BenchResults): string {
  const rows = [
    ...latencyTargets(results),
    ...pageTargets(results),
    ...costTargets(results),
    ...socketTargets(results),
    ...kitTargets(results),
  ]
  return markdownTable(
    ['', 'target', 'measured', 'met'],
    rows.map(({ what, most, measured, isMet }) => [what, most, measured, isMet ? 'yes' : '**no**']),
  )
}

const board = (rate: number, watchers: number): RealtimeShape => ({ watching: 'board', rate, watchers })

function latencyTargets({ realtime, painted }: BenchResults): Target[] {
  const atMost = (what: string, shape: RealtimeShape, percentile: 'p50' | 'p99', most: number): Target => {
    const values = runsOf(realtime, 'waybill', shape).map((run) => run[percentile])
    const isMet = spreadOf(values).median <= most
    return { what, most: `≤ ${most} ms`, measured: `${figureOf(values)} ms`, isMet }
  }
  return [
    atMost('event to socket, 500 events/s × 100 watchers, p50', board(500, 100), 'p50', 5),
    atMost('the same, p99', board(500, 100), 'p99', 60),
    atMost('event to socket, 2,000 events/s × 1,000 watchers, p99', board(2_000, 1_000), 'p99', 150),
    {
      what: 'event to painted frame at low load, p95',
      most: '≤ 60 ms',
      measured: `${figure(painted.painted.p95)} ms`,
      isMet: painted.painted.p95 <= 60,
    },
  ]
}

function costTargets({ realtime, boards }: BenchResults): Target[] {
  const cost = (mode: RealtimeMode) => {
    const micros = (run: RealtimeRun) => run.microsPerUpdate
    return spreadOf(runsOf(realtime, mode, board(2_000, 100)).map(micros)).median
  }
  const [own, raw, naive] = [cost('waybill'), cost('raw ws'), cost('naive')]
  const commands = (count: number) =>
    boards.runs.find((run) => run.system === 'Waybill' && run.boards === count)?.commandsPerSecond ?? Number.NaN
  const growth = commands(500) / commands(1)
  return [
    {
      what: 'server CPU per delivered update, 2,000 events/s × 100 watchers, beside raw `ws`',
      most: '≤ 1.5 times',
      measured: `${figure(own / raw)} times`,
      isMet: own <= 1.5 * raw,
    },
    {
      what: 'the same, beside the recipe',
      most: '≤ 0.2 times',
      measured: `${figure(own / naive)} times`,
      isMet: own <= naive / 5,
    },
    {
      what: 'Redis commands with 500 open boards, beside 1',
      most: '≤ 1.05 times',
      measured: `${growth.toFixed(3)} times`,
      isMet: growth <= 1.05,
    },
  ]
}

function socketTargets({ sockets }: BenchResults): Target[] {
  return sockets.runs.flatMap((run) => {
    const who = `${figure(run.sockets)} sockets, ${run.watching === 'board' ? 'one board' : 'a job each'}`
    return [
      {
        what: `${who}: all connected`,
        most: '≤ 30 s',
        measured: `${figure(run.stormMs / 1_000)} s`,
        isMet: run.stormMs <= 30_000,
      },
      {
        what: `${who}: memory of each`,
        most: '≤ 45 KB',
        measured: `${figure(run.rssPerSocket / 1_000)} KB`,
        isMet: run.rssPerSocket <= 45_000,
      },
      {
        what: `${who}: right again after a reconnect, p99`,
        most: '≤ 2 s',
        measured: `${figure(run.healed.p99 / 1_000)} s`,
        isMet: run.healed.p99 <= 2_000,
      },
    ]
  })
}

/** Submitting and running, beside BullMQ alone. */
function kitTargets({ submit, kit }: BenchResults): Target[] {
  const run = (way: SubmitWay) => submit.runs.find(({ what }) => what === way)
  const [offered, single, batch] = [
    run('HTTP, 400 a second offered'),
    run('HTTP, one by one'),
    run('HTTP, batches of 1,000'),
  ]
  const rate = (what: string, least: number, one: SubmitRun | undefined): Target => ({
    ...{ what, most: `≥ ${figure(least)} jobs/s`, measured: `${figure(one?.jobsPerSecond ?? Number.NaN)} jobs/s` },
    isMet: (one?.jobsPerSecond ?? 0) >= least,
  })
  const p99 = offered?.p99 ?? Number.NaN
  const overheads = [...new Set(kit.runs.map(({ calls }) => calls))].map((calls): Target => {
    const { time, cpu } = kitRatios(kit, calls)
    const measured = `${figure(time)} times, CPU ${figure(cpu)}`
    const what = `a job with ${figure(calls)} progress calls beside a bare BullMQ worker, time and CPU`
    return { what, most: '≤ 1.5 times', measured, isMet: time <= 1.5 && cpu <= 1.5 }
  })
  return [
    rate('submits over HTTP', 400, single),
    { what: '400 submits/s offered, p99', most: '≤ 80 ms', measured: `${figure(p99)} ms`, isMet: p99 <= 80 },
    rate('submits in batches', 5_000, batch),
    ...overheads,
  ]
}
