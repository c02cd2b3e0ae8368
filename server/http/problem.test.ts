import { expect, test } from 'vitest'
import {
  BadRequestError,
  BodyTooLargeError,
  type ErrorCode,
  errorStatus,
  InvalidInputError,
  JobExpiredError,
  UnknownJobError,
} from '#core/errors.ts'
import { internalProblem, isExpected, plainProblem, problemOf } from './problem.ts'

test.each(Object.keys(errorStatus) as ErrorCode[])(
  'the problem of %s has the status of the table and a title',
  (code) => {
    const problem = plainProblem(code, 'What happened.', 'r-1')
    expect(problem).toMatchObject({ type: 'about:blank', status: errorStatus[code], code, requestId: 'r-1' })
    expect(problem.title).not.toBe('')
  },
)

test('a problem says which field and which limit it is about', () => {
  expect(problemOf(new BadRequestError('bad_request', 'Too long.', 'tags.0'), 'r-1')).toMatchObject({ field: 'tags.0' })
  expect(problemOf(new BodyTooLargeError(10), 'r-1')).toMatchObject({ limit: 10, status: 413 })
})

test('a problem of an input names its fields, but not endlessly many', () => {
  const issues = Array.from({ length: 500 }, (_, i) => ({ path: `rows.${i}`, message: 'Expected a number' }))
  const problem = problemOf(new InvalidInputError(issues), 'r-1')
  expect(problem.issues).toEqual(issues.slice(0, 20))
  expect(JSON.stringify(problem).length).toBeLessThan(5_000)
})

test('a problem without fields has none in its JSON', () => {
  const keys = Object.keys(JSON.parse(JSON.stringify(problemOf(new UnknownJobError(), 'r-1'))))
  expect(keys).toEqual(['type', 'title', 'status', 'code', 'detail', 'requestId'])
})

test('a bug shows its request id and nothing else', () => {
  expect(internalProblem('r-1')).toMatchObject({ status: 500, code: 'internal', requestId: 'r-1' })
  expect(internalProblem('r-1').detail).toContain('r-1')
})

test('only our own errors are expected', () => {
  expect(isExpected(new UnknownJobError())).toBe(true)
  for (const bug of [new Error('unknown_job'), { code: 'unknown_job' }, null, 'text'])
    expect(isExpected(bug)).toBe(false)
})

test('a problem of an expired job tells what is still known of it, with times that people can read', () => {
  const times = { submittedAt: 0, finishedAt: 1_000 }
  const tombstone = { type: 'mail', label: 'Ada', state: 'failure', reason: 'error', times, expiredAt: 2_000 } as const
  expect(JSON.parse(JSON.stringify(problemOf(new JobExpiredError('mail:1', tombstone), 'r-1').job))).toEqual({
    ...{ type: 'mail', label: 'Ada', state: 'failure', reason: 'error' },
    times: { submittedAt: '1970-01-01T00:00:00.000Z', finishedAt: '1970-01-01T00:00:01.000Z' },
    expiredAt: '1970-01-01T00:00:02.000Z',
  })
})
