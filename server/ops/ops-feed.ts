import type { Ops, OpsQueue, OpsWorker } from '#core/ops.ts'
import { createWholeFeed, type WholeFeed } from '#server/bridge/whole-feed.ts'
import type { Log } from '#server/log.ts'
import type { EventTail } from '#server/tail/event-tail.ts'
import type { QueueLook } from './queue-look.ts'

export interface OpsFeedOptions {
  look: QueueLook
  queues: readonly string[]
  /** Those of the queues that are Waybill's; the others it only watches. Default all. */
  own?: readonly string[]
  /** The workers that are alive; undefined while that cannot be known. */
  workers(): readonly OpsWorker[] | undefined
  /** Those that fell silent; undefined while that cannot be known. */
  lostWorkers(): readonly OpsWorker[] | undefined
  tail: Pick<EventTail, 'caughtUp' | 'trouble'>
  log: Log
  everyMs?: number
}

/** What operators watch. Redis gets one command for each queue and look, whatever the number of operators. */
export function createOpsFeed(options: OpsFeedOptions): WholeFeed {
  const { look, queues, own = queues, workers, lostWorkers, tail, log, everyMs } = options

  async function read(): Promise<Ops> {
    const { badEntries, brokenQueues } = tail.trouble
    const rows = await Promise.all(queues.map((name) => queueOf(name, brokenQueues.get(name))))
    const processes = { workers: workers()?.map(told), lost: lostWorkers()?.map(told) }
    return { queues: rows, ...processes, caughtUp: tail.caughtUp, badEntries }
  }

  async function queueOf(name: string, trouble: string | undefined): Promise<OpsQueue> {
    const seen = await look(name)
    return {
      name,
      ...seen,
      ...(!own.includes(name) && { foreign: true }),
      ...(trouble !== undefined && { trouble }),
    }
  }

  return createWholeFeed({
    read: async () => ({ ops: await read() }),
    lastKnown: ({ ops }) => ({ ops: ops && { ...ops, workers: undefined, lost: undefined, caughtUp: false } }),
    log,
    everyMs,
  })
}

/** A beat may say more than operators are told. */
function told({ name, host, pid, startedAt, types, jobs, seenAt, version, concurrency }: OpsWorker): OpsWorker {
  return { ...{ name, host, pid, startedAt, types, jobs, seenAt }, version, concurrency }
}
