import { readFile } from 'node:fs/promises'
import type { BoardsResult } from '../boards/boards-result.ts'
import type { BusyBoardResult } from '../busy-board/busy-board-result.ts'
import type { CsvReportResult } from '../csv-report-result.ts'
import type { FirstVisitResult } from '../first-visit/first-visit-result.ts'
import type { KitResult } from '../kit/kit-result.ts'
import { resultFile } from '../measure/write-result.ts'
import type { PaintedResult } from '../painted/painted-result.ts'
import type { QueuesResult } from '../queues/queues-result.ts'
import type { RealtimeResult } from '../realtime/realtime-result.ts'
import type { SocketsResult } from '../sockets/sockets-result.ts'
import type { SubmitResult } from '../submit/submit-result.ts'

/** What was measured last. */
export interface BenchResults {
  realtime: RealtimeResult
  painted: PaintedResult
  'busy-board': BusyBoardResult
  'first-visit': FirstVisitResult
  boards: BoardsResult
  queues: QueuesResult
  sockets: SocketsResult
  submit: SubmitResult
  kit: KitResult
  'csv-report': CsvReportResult
}

export async function readResults(): Promise<BenchResults> {
  return {
    realtime: await read('realtime'),
    painted: await read('painted'),
    'busy-board': await read('busy-board'),
    'first-visit': await read('first-visit'),
    boards: await read('boards'),
    queues: await read('queues'),
    sockets: await read('sockets'),
    submit: await read('submit'),
    kit: await read('kit'),
    'csv-report': await read('csv-report'),
  }
}

async function read<Result>(name: keyof BenchResults): Promise<Result> {
  const text = await readFile(resultFile(name), 'utf8').catch(() => {
    throw new Error(`bench/results has no ${name}.json. Measure it once: npm run bench -- ${name}`)
  })
  // Our own measurement wrote it.
  return JSON.parse(text) as Result
}
