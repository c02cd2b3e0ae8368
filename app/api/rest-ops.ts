import type { OpsQueue, OpsWorker } from '#core/ops.ts'

const iso = (time: number) => new Date(time).toISOString()

/** A queue as REST shows it: times are ISO 8601. */
export const restQueue = ({ waitingSince, ...queue }: OpsQueue): unknown => ({
  ...queue,
  waitingSince: waitingSince === undefined ? undefined : iso(waitingSince),
})

/** A worker as REST shows it. */
export const restWorker = ({ startedAt, seenAt, ...worker }: OpsWorker): unknown => ({
  ...worker,
  startedAt: iso(startedAt),
  seenAt: iso(seenAt),
})
