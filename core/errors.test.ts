import { expect, test } from 'vitest'
import {
  BadRequestError,
  BodyTooLargeError,
  errorStatus,
  InvalidFileNameError,
  InvalidInputError,
  JobExpiredError,
  JobIdFormatError,
  JobNotFinishedError,
  JobNotPinnableError,
  JobNotRetryableError,
  JobTypeUnavailableError,
  RangeNotSatisfiableError,
  RedisUnavailableError,
  UnknownFileError,
  UnknownJobError,
  UnknownJobTypeError,
  UploadGoneError,
} from './errors.ts'
import {
  IdempotencyMismatchError,
  InsufficientStorageError,
  SubmitInProgressError,
  SubmitUnknownError,
} from './submit-errors.ts'

const tombstone = { type: 'mail', label: 'Ada', state: 'success', times: { submittedAt: 0 }, expiredAt: 9 } as const

const errors = [
  new UnknownJobTypeError(['mail']),
  new JobTypeUnavailableError('mail', 'Set SMTP_URL and start Waybill again.'),
  new InvalidInputError([{ path: 'a.b', message: 'Too long.' }]),
  new UnknownJobError(),
  new JobIdFormatError(),
  new JobNotRetryableError('mail:1', 'success'),
  new JobNotFinishedError('mail:1', 'running'),
  new JobExpiredError('mail:1', tombstone),
  new JobNotPinnableError('mail:1'),
  new UnknownFileError(),
  new InvalidFileNameError(),
  new UploadGoneError('a.csv'),
  new BadRequestError('json_syntax', 'The body is not JSON.', 'body'),
  new BodyTooLargeError(10),
  new RangeNotSatisfiableError(10),
  new RedisUnavailableError(new Error('down')),
  new SubmitUnknownError('mail:1', new Error('late')),
  new IdempotencyMismatchError(),
  new SubmitInProgressError(),
  new InsufficientStorageError('memory'),
  new InsufficientStorageError('disk'),
]

test.each(errors.map((error) => [error.name, error] as const))('%s has a status and says a sentence', (name, error) => {
  expect(errorStatus[error.code]).toBeGreaterThanOrEqual(400)
  expect(error.message).toMatch(/^[A-Z].*\.$/s)
  expect(name).toMatch(/Error$/)
  expect(error.constructor.name).toBe(name)
})

test.each(Object.entries(errorStatus))('%s answers with a status of failure', (_code, status) => {
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(600)
})

test('an error knows the field, the limit and the cause it is about', () => {
  const cause = new Error('down')
  expect(new UnknownJobTypeError([]).field).toBe('type')
  expect(new BodyTooLargeError(10).limit).toBe(10)
  expect(new RedisUnavailableError(cause).cause).toBe(cause)
  expect(new SubmitUnknownError('mail:1', cause).cause).toBe(cause)
})

test('an input with very many mistakes is answered briefly, and keeps them all', () => {
  const issues = Array.from({ length: 5_000 }, (_, i) => ({ path: `rows.${i}`, message: 'Expected a number' }))
  const error = new InvalidInputError(issues)
  expect(error.issues).toHaveLength(5_000)
  expect(error.message.length).toBeLessThan(2_000)
  expect(error.message).toContain('4980 more')
})
