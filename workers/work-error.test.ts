import { UnrecoverableError } from 'bullmq'
import { expect, test } from 'vitest'
import { UploadGoneError } from '#core/errors.ts'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { unrecoverable } from './unrecoverable.ts'
import { isFinal, reasonOf, thrownError, WorkError } from './work-error.ts'

class BadDataError extends Error {}
class WorseDataError extends BadDataError {}

test('an Error stays what it is', () => {
  const error = new BadDataError('It broke.')
  expect(thrownError(error)).toBe(error)
})

const hostile = {
  toString() {
    throw new Error('No.')
  },
}

test.each([
  ['It broke.', 'It broke.'],
  [null, 'The job threw null, which is not an Error.'],
  [undefined, 'The job threw undefined, which is not an Error.'],
  [10n, 'The job threw 10, which is not an Error.'],
  [Object.create(null), 'The job threw a value that cannot be shown, which is not an Error.'],
  [hostile, 'The job threw a value that cannot be shown, which is not an Error.'],
])('whatever is thrown becomes an Error that says so', (thrown, message) => {
  expect(thrownError(thrown)).toBeInstanceOf(Error)
  expect(thrownError(thrown).message).toBe(message)
})

test.each([{ message: { code: 5 } }, { name: undefined }])(
  'an Error with %j still gets a name and a message',
  (over) => {
    const { name, message } = thrownError(Object.assign(new Error('x'), over))
    expect([typeof name, typeof message]).toEqual(['string', 'string'])
  },
)

test.each([
  [new Error('x'), false],
  [new BadDataError('x'), true],
  [new WorseDataError('x'), true],
  [new WorkError('timeout', 'x'), true],
  [new JobCancelledError(1), true],
  [new JobTimeoutError(1), false],
  [new UploadGoneError('a.csv'), true],
  [new UnrecoverableError('x'), true],
  [Object.assign(new Error('x'), { name: 'UnrecoverableError' }), true],
])('another attempt cannot help with %s: %s', (error, final) => {
  expect(isFinal(error, { retry: { attempts: 3, giveUpOn: [BadDataError] } })).toBe(final)
})

const wrong = (error: Error) => error.message === 'wrong'
const broken = () => {
  throw new Error('The rule itself is broken.')
}

test.each([
  ['of a class that is listed', { retryOn: [BadDataError] }, new WorseDataError('x'), false],
  ['of another class', { retryOn: [BadDataError] }, new RangeError('x'), true],
  ['of every class', { retryOn: [Error] }, new RangeError('x'), false],
  ['that a function says yes to', { retryOn: [wrong] }, new Error('wrong'), false],
  ['that a function says no to', { retryOn: [wrong] }, new Error('right'), true],
  ['that both lists are about', { retryOn: [BadDataError], giveUpOn: [wrong] }, new BadDataError('wrong'), true],
  ['that a function gives up on', { giveUpOn: [wrong] }, new Error('wrong'), true],
  ['that no rule is about', { giveUpOn: [wrong] }, new Error('right'), false],
  ['when the rule to give up is broken', { giveUpOn: [broken] }, new Error('x'), false],
  ['when the rule to try again is broken', { retryOn: [broken] }, new Error('x'), true],
  ['when nothing is worth another attempt', { retryOn: [] }, new Error('x'), true],
])('an error %s is final or not as the policy says', (_, policy, error, final) => {
  expect(isFinal(error, { retry: { attempts: 3, ...policy } })).toBe(final)
})

test('a type without a policy gives up on no error of its own', () => {
  expect(isFinal(new BadDataError('x'), {})).toBe(false)
})

test('only the runtime gives a failure another reason than the error itself', () => {
  expect(reasonOf(new WorkError('invalid-input', 'x'))).toBe('invalid-input')
  expect(reasonOf(new JobCancelledError(1))).toBe('cancelled')
  expect(reasonOf(new JobTimeoutError(1))).toBe('timeout')
  expect(reasonOf(new BadDataError('x'))).toBe('error')
})

test('BullMQ is told not to try again, in the words and with the stack of the job', () => {
  const error = new BadDataError('It broke.')
  const final = unrecoverable(error)
  expect(final).toBeInstanceOf(UnrecoverableError)
  expect([final.message, final.stack]).toEqual([error.message, error.stack])
})
