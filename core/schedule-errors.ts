import { WaybillError } from './errors.ts'

export class UnknownScheduleError extends WaybillError {
  readonly code = 'unknown_schedule'
  constructor() {
    super('There is no schedule with this id. It may never have existed, or it was deleted.')
  }
}

/** The name belongs to another schedule already. */
export class ScheduleNameTakenError extends WaybillError {
  readonly code = 'schedule_exists'
  override readonly field = 'name'
  constructor(name: string, id: string) {
    super(`There is another schedule named "${name}" (${id}). Change that one, or choose another name.`)
  }
}

/** An upload belongs to one job and is kept for a day, but a schedule runs for good. */
export class UploadInScheduleError extends WaybillError {
  readonly code = 'upload_in_schedule'
  constructor(override readonly field: string) {
    super(
      `The input needs an uploaded file at "${field}", and a schedule cannot keep one: a file belongs to one job. Schedule a job type that fetches its file itself.`,
    )
  }
}

/** The change was sent, but no answer came: it may or may not have been made. */
export class ScheduleUnknownError extends WaybillError {
  readonly code = 'schedule_unknown'
  override readonly retryAfterSeconds = 2
  constructor(cause: unknown) {
    super(
      'The queue did not answer in time. The schedule may or may not have been changed. Send the same request again: it does nothing twice.',
      { cause },
    )
  }
}
