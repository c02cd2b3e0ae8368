import { BadRequestError } from '#core/errors.ts'
import { maxEveryMs, minEveryMs, type ScheduleRequest, scheduleRequestSchema } from '#core/schedule.ts'

const timingSchema = scheduleRequestSchema.pick({ cron: true, timeZone: true, everyMs: true })

/** The timing that is asked about. Throws `BadRequestError` at the field that is wrong. */
export function timingQuery(params: URLSearchParams): Pick<ScheduleRequest, 'cron' | 'timeZone' | 'everyMs'> {
  const { everyMs, ...rest } = Object.fromEntries(params)
  const parsed = timingSchema.safeParse({
    ...rest,
    ...(everyMs !== undefined && { everyMs: Number(everyMs || 'NaN') }),
  })
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? Object.keys(rest)[0])
  if (field === 'everyMs') throw new BadRequestError('bad_request', everyProblem, field)
  throw new BadRequestError(
    'bad_request',
    `A timing is cron and timeZone, or everyMs; "${field}" cannot be used.`,
    field,
  )
}

const everyProblem = `The time between two runs is ${minEveryMs / 1000} second to ${maxEveryMs / 86_400_000} days, in whole milliseconds.`
