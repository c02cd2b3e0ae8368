import { onTestFinished } from 'vitest'
import { applyJobEvents, type Board, boardOf } from '#core/board.ts'
import type { JobEvent } from '#core/job-event.ts'
import type { Cursor } from '#core/protocol.ts'
import type { Counts } from '#core/view.ts'
import { createJobOwners } from '#server/auth/job-owners.ts'
import { createOwnJobs } from '#server/auth/own-jobs.ts'
import { Bridge } from '#server/bridge/bridge.ts'
import type { Announcement } from '#server/bridge/broadcast.ts'
import type { ScopedView } from '#server/bridge/scoped-view.ts'
import { createLogReader } from '#server/logs/log-reader.ts'
import { createQueues } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import type { RedisClient } from '#server/redis.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { createTail } from '#server/tail/create-tail.ts'
import { testKeys } from './test-ownership.ts'
import { quietLog, testConnection, testPrefix } from './test-redis.ts'

/** Tail, bridge and reader over queues of their own, closed when the test ends. */
export async function startPipeline(queueNames: readonly string[]) {
  const commands = await testConnection()
  return startPipelineOn(commands, testPrefix(commands), queueNames)
}

/** The same on whatever `commands` is connected to. */
export async function startPipelineOn<R extends RedisClient>(
  commands: R,
  prefix: string,
  queueNames: readonly string[],
) {
  const queues = createQueues(commands, prefix)
  const reader = createJobReader(commands, prefix, createJobOwners(testKeys))
  const logs = createLogReader(commands, prefix)
  const bridge = new Bridge({
    reader,
    ownJobs: createOwnJobs(commands, prefix),
    logs,
    queues: queueNames,
    log: quietLog,
  })
  const tail = createTail({ commands, prefix, queues: queueNames, log: quietLog })
  await tail.start(bridge)
  onTestFinished(async () => {
    await tail.close()
    await queues.close()
  })
  return {
    commands,
    prefix,
    queues,
    reader,
    logs,
    tombstones: createTombstones(commands, prefix),
    bridge,
    tail,
    watch: (view: ScopedView, from?: { cursor?: Cursor; board: Board }) => watch(bridge, view, from),
  }
}

/** A model of a browser: folds what it is told, and remembers it. */
export async function watch(
  bridge: Bridge,
  view: ScopedView,
  from: { cursor?: Cursor; board: Board } = { board: new Map() },
) {
  let board: Board = new Map()
  let counts: Counts | undefined
  const events: JobEvent[] = []
  const resets: string[] = []
  const waiting = new Set<() => void>()
  let told: Cursor
  const apply = (changes: Announcement) => {
    told = changes.cursor
    events.push(...changes.events)
    board = applyJobEvents(board, changes.events)
    const kept = [...board.values()].filter((job) => !changes.dropped.includes(job.id))
    board = boardOf(kept)
    counts = changes.counts ?? counts
    for (const wake of waiting) wake()
  }
  // Changes may come between the snapshot and its delivery here; the fold sorts out what is late.
  const early: Announcement[] = []
  let deliver = (changes: Announcement): void => void early.push(changes)
  const opened = await bridge.open(
    view,
    {
      changes: (changes) => deliver(changes),
      reset: (reason) => {
        resets.push(reason)
        for (const wake of waiting) wake()
      },
    },
    from.cursor,
  )
  board = opened.mode === 'snapshot' ? boardOf(opened.jobs) : from.board
  counts = opened.counts
  told = opened.cursor
  deliver = apply
  for (const changes of early) apply(changes)

  const seen = {
    events,
    resets,
    board: () => board,
    counts: () => counts,
    mode: opened.mode,
    /** What the browser would send when it comes back now. */
    cursor: () => opened.told() ?? told,
    close: opened.close,
    /** Resolves once `condition` holds; it is asked after every change. */
    until(condition: (board: Board) => boolean): Promise<void> {
      if (condition(board)) return Promise.resolve()
      return new Promise((resolve) => {
        const wake = () => {
          if (!condition(board)) return
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
      })
    },
  }
  onTestFinished(seen.close)
  return seen
}
