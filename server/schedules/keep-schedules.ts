import type { AnyJobDefinition } from '#core/define-job.ts'
import { WaybillError } from '#core/errors.ts'
import type { PrepareServices } from '#server/commands/prepare-job.ts'
import type { Log } from '#server/log.ts'
import type { Queues } from '#server/queues.ts'
import { repeat } from '#server/repeat.ts'
import { ownerKept, prepareTemplate } from './prepare-template.ts'
import type { StoredSchedule } from './schedule-record.ts'
import type { SchedulePage, ScheduleStore } from './schedule-store.ts'
import { settleSchedule } from './settle-schedule.ts'

export interface KeepSchedulesOptions extends PrepareServices {
  schedules: ScheduleStore
  queues: Queues
  catalogue: ReadonlyMap<string, AnyJobDefinition>
  log: Log
  /** How often all schedules are looked at, in milliseconds. */
  everyMs?: number
}

const pageSize = 100

/**
 * Keeps BullMQ's job schedulers true to the schedules, until it is closed: what a process that was killed half way, a planned run
 * that was taken away, or a changed job type has left behind is put right. Every worker does; more than one does no harm.
 */
export function keepSchedules({ everyMs = 60_000, ...options }: KeepSchedulesOptions): { close(): Promise<void> } {
  let closed = false
  let renewed = false
  const isClosed = () => closed
  const rounds = repeat(
    async () => {
      if (!renewed) await renewAll(options, isClosed)
      renewed = true
      await settleAll(options, isClosed)
      return false
    },
    { everyMs, failure: 'The schedules could not be looked after; the next round does.', log: options.log },
  )
  return {
    close() {
      closed = true
      return rounds.close()
    },
  }
}

async function settleAll({ schedules, queues, catalogue, log }: KeepSchedulesOptions, isClosed: () => boolean) {
  if (isClosed()) return
  for (const schedule of await schedules.unsettled([...catalogue.keys()])) {
    if (isClosed()) return
    await settleSchedule({ schedules, queues }, schedule)
    log.info(schedule, 'A schedule was planned again.')
  }
}

/** What runs are made of follows from the job type's code: how often they are tried, how long they are kept. */
async function renewAll(options: KeepSchedulesOptions, isClosed: () => boolean) {
  let after: string | undefined = ''
  while (after !== undefined && !isClosed()) {
    const page: SchedulePage = await options.schedules.page(after, pageSize)
    await Promise.all(page.schedules.map((schedule) => renew(options, schedule)))
    after = page.after
  }
}

async function renew({ schedules, queues, catalogue, log, ...prepare }: KeepSchedulesOptions, stored: StoredSchedule) {
  const { id, name, type, tags, priority } = stored.record
  const definition = catalogue.get(type)
  const known = definition && (await schedules.template(id))
  if (!known) return
  try {
    const made = await prepareTemplate(
      prepare,
      definition,
      { type, input: known.data, tags, priority },
      { id, name },
      ownerKept(known),
    )
    if (JSON.stringify(made) === JSON.stringify(known)) return
    const { outcome } = await schedules.put(stored.record, made, stored.revision)
    // Whoever was faster has made it anew, too.
    if (outcome === 'done') await settleSchedule({ schedules, queues }, stored.record)
  } catch (error) {
    if (!(error instanceof WaybillError)) throw error
    log.warn({ err: error, type, id }, 'What a schedule submits no longer fits its job type; its runs will fail.')
  }
}
