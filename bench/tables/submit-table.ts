import { type SubmitResult, type SubmitWay, submitWays } from '../submit/submit-result.ts'
import { figure, markdownTable } from './markdown-table.ts'

/** What each way is called, and which way of BullMQ alone it stands beside. */
const ways: Record<SubmitWay, { name: string; peer?: SubmitWay }> = {
  'HTTP, 400 a second offered': { name: 'one by one, 400 a second offered' },
  'HTTP, one by one': { name: 'one by one, 50 connections always full', peer: 'queue.add' },
  'HTTP, one by one, with a key': { name: 'the same, each with an idempotency key', peer: 'queue.add' },
  'queue.add': { name: '`queue.add`, 50 at a time' },
  'HTTP, batches of 1,000': { name: 'batches of 1,000, two at a time', peer: 'queue.addBulk of 1,000' },
  'queue.addBulk of 1,000': { name: '`queue.addBulk` of 1,000, two at a time' },
}

export function submitTable({ runs }: SubmitResult): string {
  const rateOf = (way: SubmitWay) => runs.find(({ what }) => what === way)?.jobsPerSecond ?? Number.NaN
  const rows = submitWays.flatMap((way) => {
    const run = runs.find(({ what }) => what === way)
    if (!run) return []
    const { name, peer } = ways[way]
    const share = peer ? (run.jobsPerSecond / rateOf(peer)).toFixed(2) : ''
    return [[name, figure(run.jobsPerSecond), `${figure(run.p50)} ms`, `${figure(run.p99)} ms`, share]]
  })
  return markdownTable(['', 'jobs/s', 'p50', 'p99', 'beside BullMQ alone'], rows)
}
