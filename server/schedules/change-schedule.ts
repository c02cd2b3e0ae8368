import type { AnyJobDefinition } from '#core/define-job.ts'
import type { ScheduleChange, ScheduleTiming } from '#core/schedule.ts'
import { ScheduleNameTakenError, UnknownScheduleError } from '#core/schedule-errors.ts'
import { noteRuns } from './note-runs.ts'
import { ownerKept, prepareTemplate } from './prepare-template.ts'
import type { JobTemplate, ScheduleRecord, StoredSchedule } from './schedule-record.ts'
import { type ScheduleServices, written } from './schedule-services.ts'
import { scheduleTiming } from './schedule-timing.ts'
import { settleSchedule } from './settle-schedule.ts'

/** How often somebody else may be faster. */
const maxAttempts = 10

/**
 * Changes what is given and leaves the rest; the runs after it are made anew. `definitionOf` is asked for the schedule's type.
 * Throws what making a schedule throws, and `UnknownScheduleError`.
 */
export async function changeSchedule(
  services: ScheduleServices,
  definitionOf: (type: string) => AnyJobDefinition,
  id: string,
  change: ScheduleChange,
): Promise<void> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const known = await services.schedules.get(id)
    const template = await services.schedules.template(id)
    if (!known || !template) throw new UnknownScheduleError()
    const record = changed(known, change)
    const next = onlyPauses(change) ? template : await templateOf(services, definitionOf, record, change, template)
    const outcome = await written(async () => {
      const put = await services.schedules.put(record, next, known.revision)
      if (put.outcome === 'taken') throw new ScheduleNameTakenError(record.name, put.by)
      if (put.outcome === 'done') await settleSchedule(services, record)
      if (put.outcome === 'done') await noteRuns(services, id)
      return put.outcome
    })
    if (outcome === 'done') return
    if (outcome === 'gone') throw new UnknownScheduleError()
  }
  throw new Error('The schedule kept changing under a change. Send it again.')
}

function changed({ record }: StoredSchedule, change: ScheduleChange): ScheduleRecord {
  const { id, type, createdAt, request } = record
  const { name = record.name, tags = record.tags, priority = record.priority, paused = record.paused } = change
  const common = { id, name, type, tags: [...new Set(tags)], priority: priority ?? undefined, paused }
  return { ...common, createdAt, updatedAt: Date.now(), request, ...timingOf(record, change) }
}

/** Giving one kind of timing replaces the other. */
function timingOf(record: ScheduleRecord, { cron, timeZone, everyMs }: ScheduleChange): ScheduleTiming {
  const kept = 'cron' in record ? { cron: record.cron, timeZone: record.timeZone } : { everyMs: record.everyMs }
  if (cron !== undefined) return scheduleTiming({ timeZone: timeZone ?? kept.timeZone, cron, everyMs })
  if (everyMs !== undefined) return scheduleTiming({ timeZone, everyMs })
  return timeZone === undefined ? kept : scheduleTiming({ ...kept, timeZone })
}

/** What is paused or goes on is as it was, also when its type has changed or gone meanwhile. */
const onlyPauses = (change: ScheduleChange) => Object.keys(change).every((key) => key === 'paused')

function templateOf(
  services: ScheduleServices,
  definitionOf: (type: string) => AnyJobDefinition,
  { id, name, type, tags, priority }: ScheduleRecord,
  change: ScheduleChange,
  known: JobTemplate,
): Promise<JobTemplate> {
  const input = 'input' in change ? change.input : known.data
  return prepareTemplate(services, definitionOf(type), { type, input, tags, priority }, { id, name }, ownerKept(known))
}
