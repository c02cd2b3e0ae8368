import type { Ops, OpsQueue, OpsWorker } from '#core/ops.ts'
import type { Cursor } from '#core/protocol.ts'
import { isSame } from '#core/same.ts'
import { Broadcast, type FeedSubscriber } from '#server/bridge/broadcast.ts'
import type { Opened } from '#server/bridge/opened.ts'
import type { Log } from '#server/log.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import { createSerial } from '#server/serial.ts'
import type { EventTail } from '#server/tail/event-tail.ts'

export interface OpsFeedOptions {
  reader: JobReader
  queues: readonly string[]
  /** The workers that are alive; undefined while that cannot be known. */
  workers(): readonly OpsWorker[] | undefined
  tail: Pick<EventTail, 'caughtUp' | 'trouble'>
  log: Log
  /** How often it looks, in milliseconds, while somebody watches. Default 2 s. */
  everyMs?: number
}

export interface OpsFeed {
  open(subscriber: FeedSubscriber): Promise<Opened>
  close(): void
}

// Everything is told as it is now, so there is nothing to go on from.
const cursor: Cursor = { epoch: 'ops', streams: {} }

/**
 * What operators watch: looks now and then while somebody does, once for all of them, and tells what is new. Redis gets one
 * command for each queue and look.
 */
export function createOpsFeed({ reader, queues, workers, tail, log, everyMs = 2_000 }: OpsFeedOptions): OpsFeed {
  const broadcast = new Broadcast()
  const serial = createSerial()
  let known: Ops | undefined
  let timer: NodeJS.Timeout | undefined

  async function read(): Promise<Ops> {
    const { badEntries, brokenQueues } = tail.trouble
    const rows = await Promise.all(queues.map((name) => queueOf(name, brokenQueues.get(name))))
    return { queues: rows, workers: workers()?.map(told), caughtUp: tail.caughtUp, badEntries }
  }

  async function queueOf(name: string, trouble: string | undefined): Promise<OpsQueue> {
    const { counts, paused } = await reader.jobs(name, [])
    return { name, counts, paused, ...(trouble !== undefined && { trouble }) }
  }

  async function look(): Promise<void> {
    const before = known
    try {
      known = await read()
    } catch (error) {
      log.debug({ err: error }, 'The queues could not be looked at; what is known of them stays.')
      known = before && { ...before, workers: undefined, caughtUp: false }
    }
    if (known && !isSame(known, before)) broadcast.add({ events: [], dropped: [], ops: known }, cursor)
  }

  function lookAgain(): void {
    if (broadcast.size === 0) {
      timer = undefined
      return
    }
    timer = setTimeout(() => void serial(look).finally(lookAgain), everyMs)
  }

  return {
    open: (subscriber) =>
      serial(async () => {
        // With others watching, what they were told last is at most one look old.
        const ops = broadcast.size > 0 && known ? known : await read()
        known = ops
        broadcast.join(subscriber)
        if (!timer) lookAgain()
        const close = () => void broadcast.leave(subscriber)
        return { mode: 'snapshot', jobs: [], ops, cursor, told: () => cursor, close }
      }),
    close() {
      clearTimeout(timer)
      broadcast.reset('restart')
    },
  }
}

/** A beat may say more than operators are told. */
const told = ({ name, host, pid, startedAt, types, jobs }: OpsWorker): OpsWorker => ({
  ...{ name, host, pid, startedAt, types, jobs },
})
