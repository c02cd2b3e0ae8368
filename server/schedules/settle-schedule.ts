import type { Queue } from 'bullmq'
import type { ScheduleTiming } from '#core/schedule.ts'
import type { Queues } from '#server/queues.ts'
import { nextCron, nextEvery } from './next-runs.ts'
import type { JobTemplate } from './schedule-record.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** How often somebody else may change the schedule meanwhile. */
const maxRounds = 10

/**
 * Makes BullMQ's job scheduler follow what is kept of a schedule: plans its next run, or none. Whoever changes a schedule calls this
 * afterwards; when two do so at once, the last one to look sees the newest. A run that is in line or running already goes on.
 */
export async function settleSchedule(
  { schedules: store, queues }: { schedules: ScheduleStore; queues: Queues },
  { type, id }: { type: string; id: string },
): Promise<void> {
  const queue = queues.get(type)
  for (let round = 0; round < maxRounds; round += 1) {
    const stored = await store.get(id)
    const template = stored && (await store.template(id))
    const before = await queue.getJobScheduler(id)
    // Writing over it would take a run out of line that is due but has to wait, and nobody would be told of it.
    if (before) await queue.removeJobScheduler(id)
    if (stored && template && !stored.record.paused) {
      const { everyMs } = { everyMs: undefined, ...stored.record }
      await plan(queue, id, stored.record, template, before?.every === everyMs ? before?.next : undefined)
    }
    if ((await store.get(id))?.revision === stored?.revision) return
  }
  throw new Error('The schedule kept changing while it was planned. It is planned as it was last within a minute.')
}

/** `beat` is a time at which it would have run on and on, if it has had one. */
async function plan(queue: Queue, id: string, timing: ScheduleTiming, template: JobTemplate, beat: number | undefined) {
  const now = Date.now()
  if ('everyMs' in timing) {
    // Without a start BullMQ would run it at once, and that is what "run now" is for.
    const startDate = nextEvery(timing.everyMs, now, beat ?? now)
    await upsert(queue, id, { every: timing.everyMs, startDate }, template)
    return
  }
  const repeat = { pattern: timing.cron, tz: timing.timeZone }
  // The run of the next time may exist: cancelled before its time, or begun by a machine whose clock is ahead of this one's.
  let startDate: number | undefined
  while (!(await upsert(queue, id, { ...repeat, startDate }, template))) {
    startDate = nextCron(timing, startDate ?? now)
    if (startDate === undefined) return
  }
}

/** BullMQ's code for a job that exists already. */
const idCollision = -10

/** Returns false when the job of the next time exists already. */
async function upsert(
  queue: Queue,
  id: string,
  repeat: NonNullable<Parameters<Queue['upsertJobScheduler']>[1]>,
  { data, options }: JobTemplate,
): Promise<boolean> {
  try {
    await queue.upsertJobScheduler(id, repeat, { name: queue.name, data, opts: options })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === idCollision) return false
    throw error
  }
}
