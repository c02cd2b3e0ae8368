import { STATUS_CODES } from 'node:http'
import { type ErrorCode, errorStatus, InvalidInputError, JobExpiredError, WaybillError } from '#core/errors.ts'
import type { Problem } from '#core/submit.ts'
import type { Tombstone } from '#core/tombstone.ts'

/** The problem document (RFC 9457) of an expected error. */
export function problemOf(error: WaybillError, requestId: string): Problem {
  const { code, field, limit } = error
  const issues = error instanceof InvalidInputError ? error.issues.slice(0, 20) : undefined
  const job = error instanceof JobExpiredError ? withIsoTimes(error.tombstone) : undefined
  return { ...plainProblem(code, error.message, requestId), field, limit, issues: issues && [...issues], job }
}

const isoTime = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString())

function withIsoTimes({ times, expiredAt, ...rest }: Tombstone) {
  const { submittedAt, startedAt, finishedAt } = times
  const iso = {
    submittedAt: isoTime(submittedAt),
    startedAt: isoTime(startedAt),
    finishedAt: isoTime(finishedAt),
  }
  return { ...rest, times: iso, expiredAt: isoTime(expiredAt) }
}

/** A problem document from a code alone. */
export function plainProblem(code: ErrorCode, detail: string, requestId: string): Problem {
  const status = errorStatus[code]
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, requestId }
}

/** What somebody learns of a bug: that there is one, and the id to find it by in the log. */
export const internalProblem = (requestId: string): Problem =>
  plainProblem('internal', `Something went wrong on our side. Report it with the request id ${requestId}.`, requestId)

export const isExpected = (error: unknown): error is WaybillError => error instanceof WaybillError
