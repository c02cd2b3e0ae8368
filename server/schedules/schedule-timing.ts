import { hasDay, readCron } from '#core/cron.ts'
import { BadRequestError } from '#core/errors.ts'
import type { ScheduleRequest, ScheduleTiming } from '#core/schedule.ts'
import { nextRuns, requireCron } from './next-runs.ts'

type Asked = Pick<ScheduleRequest, 'cron' | 'timeZone' | 'everyMs'>

/** What a field of a cron expression may hold. The parser also knows `H`, a time of its own choice: another one at each look. */
const cronField = /^(?!(.*,)?H\b)[\dA-Z*?,/#-]+$/i

/** An area's name, as `Europe/Berlin` or `UTC`: an offset like `+03:00` knows no summer time. */
const zoneName = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/

/** When a schedule is to run. Throws `BadRequestError` at the field that cannot be used. */
export function scheduleTiming({ cron, timeZone, everyMs }: Asked): ScheduleTiming {
  if ((cron === undefined) === (everyMs === undefined)) {
    throw new BadRequestError('bad_request', 'A schedule needs either cron or everyMs, and not both.', 'cron')
  }
  if (everyMs !== undefined) {
    if (timeZone === undefined) return { everyMs }
    throw new BadRequestError(
      'bad_request',
      'A time zone is for cron; everyMs knows no clock. Leave it out.',
      'timeZone',
    )
  }
  const zone = timeZone ?? 'UTC'
  if (!isTimeZone(zone)) {
    const why = `There is no time zone "${zone}". Use a name from the IANA database, as Europe/Berlin or UTC.`
    throw new BadRequestError('bad_request', why, 'timeZone')
  }
  const fields = cron?.split(/\s+/) ?? []
  if (fields.length !== 5 && fields.length !== 6) {
    throw cronError('it needs five fields (minute, hour, day of month, month, day of week), or the seconds before them')
  }
  const wrong = fields.find((field) => !cronField.test(field))
  if (wrong !== undefined) throw cronError(`"${wrong}" is not a field`)
  const timing = { cron: fields.join(' '), timeZone: zone }
  if (!comes(timing)) throw cronError('no day ever fits it')
  return timing
}

function isTimeZone(name: string): boolean {
  if (!zoneName.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    // That is how Intl says no.
    return false
  }
}

function comes(timing: { cron: string; timeZone: string }): boolean {
  try {
    requireCron(timing)
    const cron = readCron(timing.cron)
    // The parser would look through more than a century for a day that never comes, and hold up everybody meanwhile.
    if (cron && !hasDay(cron)) return false
    return nextRuns(timing, { from: Date.now(), count: 1 }).length > 0
  } catch (error) {
    // In the parser's words an invalid definition, as if it were misspelt.
    if (error instanceof Error && /day of month definition/.test(error.message)) return false
    throw cronError(error instanceof Error ? error.message : 'it cannot be read')
  }
}

const cronError = (why: string) =>
  new BadRequestError('bad_request', `The cron expression cannot be used: ${why.replace(/\.$/, '')}.`, 'cron')
