import type { Tombstone } from './tombstone.ts'

/** An expected failure with a stable code. Its message says what happened and what to do. Anything else is a bug. */
export abstract class WaybillError extends Error {
  abstract readonly code: ErrorCode
  /** The part of the input it is about, if any. */
  readonly field?: string
  /** The limit that was passed, if any. */
  readonly limit?: number
  /** When the same request may succeed, in seconds from now, if that is known. */
  readonly retryAfterSeconds?: number
  override get name(): string {
    return this.constructor.name
  }
}

/** The one table from error codes to HTTP status. */
export const errorStatus = {
  body_missing: 400,
  body_not_object: 400,
  json_syntax: 400,
  utf8_invalid: 400,
  bad_request: 400,
  body_incomplete: 400,
  too_deep: 400,
  too_many_items: 400,
  forbidden_key: 400,
  duplicate_key: 400,
  text_not_well_formed: 400,
  number_range: 400,
  unknown_field: 400,
  wrong_type: 400,
  type_missing: 400,
  query_repeated: 400,
  id_format: 400,
  unknown_job_type: 400,
  file_empty: 400,
  file_name: 400,
  idempotency_key: 400,
  sign_in_required: 401,
  sign_in_failed: 401,
  link_not_valid: 401,
  forbidden: 403,
  unknown_job: 404,
  unknown_file: 404,
  unknown_queue: 404,
  unknown_schedule: 404,
  unknown_token: 404,
  not_found: 404,
  method_not_allowed: 405,
  body_timeout: 408,
  origin_not_allowed: 403,
  behind_proxy: 403,
  identity_not_trusted: 403,
  idempotency_busy: 409,
  not_cancellable: 409,
  not_finished: 409,
  schedule_exists: 409,
  type_unavailable: 409,
  wrong_state: 409,
  too_many_tokens: 409,
  expired: 410,
  upload_gone: 410,
  body_too_large: 413,
  content_type: 415,
  encoding_unsupported: 415,
  range_not_satisfiable: 416,
  host_not_allowed: 421,
  idempotency_mismatch: 422,
  payload_invalid: 422,
  flow_too_large: 422,
  too_many_children: 422,
  upload_in_schedule: 422,
  too_many_requests: 429,
  headers_too_large: 431,
  too_many_sign_ins: 429,
  internal: 500,
  overloaded: 503,
  redis_unavailable: 503,
  identity_unavailable: 503,
  schedule_unknown: 503,
  submit_unknown: 503,
  insufficient_storage: 507,
} as const satisfies Record<string, number>
export type ErrorCode = keyof typeof errorStatus

/** One thing wrong with a job's input; `path` is the field, dotted. */
export interface InputIssue {
  path: string
  message: string
}

export class UnknownJobTypeError extends WaybillError {
  readonly code = 'unknown_job_type'
  override readonly field = 'type'
  constructor(known: readonly string[]) {
    super(`There is no such job type. Use one of: ${known.join(', ')}.`)
  }
}

/** The job type cannot run here; `reason` says what to do about it. */
export class JobTypeUnavailableError extends WaybillError {
  readonly code = 'type_unavailable'
  override readonly field = 'type'
  constructor(type: string, reason: string) {
    super(`Jobs of the type "${type}" cannot run here. ${reason}`)
  }
}

export class InvalidInputError extends WaybillError {
  readonly code = 'payload_invalid'
  constructor(readonly issues: readonly InputIssue[]) {
    const first = issues.slice(0, 20).map(({ path, message }) => `${path || 'input'}: ${message}`)
    const more = issues.length > first.length ? `; and ${issues.length - first.length} more.` : ''
    super(`The input does not fit the job type: ${first.join('; ')}${more}`)
  }
}

export class UnknownJobError extends WaybillError {
  readonly code = 'unknown_job'
  constructor() {
    super('There is no job with this id. It may never have existed, or it was removed.')
  }
}

export class JobIdFormatError extends WaybillError {
  readonly code = 'id_format'
  constructor() {
    super('A job id looks like "csv-report:j_…". Use the id that the submit answered.')
  }
}

export class JobNotRetryableError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string, state: string) {
    super(`Job "${id}" is in the ${state} state; only a job in the failure state can be retried.`)
  }
}

export class JobNotPinnableError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string) {
    super(`Job "${id}" cannot be pinned: only what was submitted here and has ended is kept for a time at all.`)
  }
}

export class JobNotFinishedError extends WaybillError {
  readonly code = 'not_finished'
  constructor(
    id: string,
    readonly state: string,
  ) {
    super(`Job "${id}" has no result: it is in the ${state} state. Watch it, and fetch the result once it succeeded.`)
  }
}

/** The job's time is over: it is gone, or is about to go. The answer says what is still known of it. */
export class JobExpiredError extends WaybillError {
  readonly code = 'expired'
  constructor(
    id: string,
    readonly tombstone: Tombstone,
  ) {
    super(
      `Job "${id}" was kept for as long as its type says and has expired, with its result and files. Submit it again.`,
    )
  }
}

export class UnknownFileError extends WaybillError {
  readonly code = 'unknown_file'
  constructor() {
    super('The job has no file of this name. Its files are listed with its result.')
  }
}

/** A job or an upload named a file in a way no file can be named. */
export class InvalidFileNameError extends WaybillError {
  readonly code = 'file_name'
  constructor() {
    super('A file name is 1 to 200 characters without slashes, control characters or a leading dot.')
  }
}

/** The job's input names a file the data directory no longer has. Another attempt cannot help. */
export class UploadGoneError extends WaybillError {
  readonly code = 'upload_gone'
  constructor(name: string) {
    super(`The uploaded file "${name}" is no longer there. Upload it again and submit a new job.`)
  }
}

/** The codes of a request that cannot be read. */
export type BadRequestCode = {
  [Code in ErrorCode]: (typeof errorStatus)[Code] extends 400 | 408 | 415 ? Code : never
}[ErrorCode]

/** A request, or a part of it, cannot be read; `code` says why. */
export class BadRequestError extends WaybillError {
  constructor(
    readonly code: BadRequestCode,
    message: string,
    override readonly field?: string,
  ) {
    super(message)
  }
}

export class BodyTooLargeError extends WaybillError {
  readonly code = 'body_too_large'
  constructor(override readonly limit: number) {
    super(`The body is larger than the limit of ${limit} bytes.`)
  }
}

export class RangeNotSatisfiableError extends WaybillError {
  readonly code = 'range_not_satisfiable'
  constructor(readonly bytes: number) {
    super(`The requested range lies outside the file, which has ${bytes} bytes.`)
  }
}

export class RedisUnavailableError extends WaybillError {
  readonly code = 'redis_unavailable'
  override readonly retryAfterSeconds = 2
  constructor(cause: unknown) {
    super('The queue does not answer. Nothing was changed; try again in a few seconds.', { cause })
  }
}
