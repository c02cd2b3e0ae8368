import type { Draft } from '#components/new-job/draft.ts'
import { draftOf } from '#components/new-job/draft.ts'
import { draftInput, type Issue } from '#components/new-job/draft-input.ts'
import type { FormField } from '#components/new-job/form-field.ts'
import type { ScheduleTiming } from '#core/schedule.ts'
import { schedules } from '#words/schedules.ts'

/** A schedule as `GET /api/schedules/:id` answers it. */
export type SavedSchedule = {
  id: string
  name: string
  type: string
  input: unknown
  tags: string[]
  priority?: number
} & ScheduleTiming

const w = schedules.fields

const unitMs = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const
type Unit = keyof typeof unitMs
const units = Object.keys(unitMs) as Unit[] // the keys are written right above

const name: FormField = {
  ...{ kind: 'text', path: 'name', title: w.name, required: true, isLong: false, inputType: 'text' },
  ...{ minLength: 1, maxLength: 100 },
}
const kind: FormField = {
  ...{ kind: 'choice', path: 'kind', title: w.kind, required: true },
  options: [
    { value: 'cron', label: w.kinds.cron },
    { value: 'every', label: w.kinds.every },
  ],
}
const cron: FormField = {
  ...{ kind: 'text', path: 'cron', title: w.cron, required: true, isLong: false, inputType: 'text' },
  ...{ minLength: 1, maxLength: 200 },
  description: w.cronNote,
}
const every: FormField = {
  ...{ kind: 'number', path: 'every', title: w.every, required: true, min: 1, isInteger: true },
}
const unit: FormField = {
  ...{ kind: 'choice', path: 'unit', title: w.unit, required: true },
  options: units.map((value) => ({ value, label: w.units[value] })),
}

/** The zone of the person who looks. */
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Every zone there is; one a schedule has is among them, whatever this browser calls it. */
function zoneField(given: string | undefined): FormField {
  const zones = new Set([
    ownZone(),
    'UTC',
    ...(given === undefined ? [] : [given]),
    ...Intl.supportedValuesOf('timeZone'),
  ])
  return {
    ...{ kind: 'choice', path: 'timeZone', title: w.timeZone, required: true },
    options: [...zones].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  }
}

/** All that is asked about a schedule besides its job: what a form shows of it depends on what was chosen. */
export function whenFields(schedule: SavedSchedule | undefined): FormField[] {
  return [name, kind, zoneField(schedule && 'cron' in schedule ? schedule.timeZone : undefined), cron, every, unit]
}

/** The fields that count, by what is chosen. */
export function shownFields(fields: readonly FormField[], draft: Draft): FormField[] {
  const hidden = draft.kind === '1' ? ['cron', 'timeZone'] : ['every', 'unit']
  return fields.filter(({ path }) => !hidden.includes(path))
}

/** What stands in the form at first. */
export function whenDraft(fields: readonly FormField[], schedule: SavedSchedule | undefined): Draft {
  const start = { kind: 'cron', cron: '0 9 * * *', timeZone: ownZone(), every: 1, unit: 'hours' }
  if (!schedule) return draftOf(fields, start)
  if ('cron' in schedule) {
    const { cron, timeZone } = schedule
    return draftOf(fields, { ...start, name: schedule.name, cron, timeZone })
  }
  const unit = units.findLast((each) => schedule.everyMs % unitMs[each] === 0)
  // Parts of a second, which only a program asks for, stay what they are.
  const every = unit
    ? { every: schedule.everyMs / unitMs[unit], unit }
    : { every: schedule.everyMs / 1_000, unit: 'seconds' }
  return draftOf(fields, { ...start, ...every, name: schedule.name, kind: 'every' })
}

/** What the fields ask for, and what keeps it from being asked. */
export function whenRequest(
  fields: readonly FormField[],
  draft: Draft,
): { request: { name?: string } & Partial<Timing>; issues: Issue[] } {
  const { input, issues } = draftInput(shownFields(fields, draft), draft)
  const { name, cron, timeZone, every, unit } = input as Partial<Written> // made of the fields above
  const timing = every !== undefined && unit ? { everyMs: Math.round(every * unitMs[unit]) } : { cron, timeZone }
  return { request: { name, ...timing }, issues }
}

interface Written {
  name: string
  cron: string
  timeZone: string
  every: number
  unit: Unit
}

export interface Timing {
  cron: string
  timeZone: string
  everyMs: number
}

/** The field of the form that a field of the request stands in. */
export const whenPath = (field: string): string => (field === 'everyMs' ? 'every' : field)
