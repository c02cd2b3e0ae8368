import { expect, test } from 'vitest'
import { InvalidInputError } from '#core/errors.ts'
import { submitError } from './submit-error.ts'

const failure = (message: string, more: { name?: string; code?: string } = {}) =>
  Object.assign(new Error(message), more)

const lost = [
  failure('Command timed out'),
  failure('Connection is closed.'),
  failure('Reached the max retries per request limit (which is 1).', { name: 'MaxRetriesPerRequestError' }),
  failure('read ECONNRESET'),
]

test.each(lost)('[G15] after "$message" nobody knows whether a job that was sent is there', (error) => {
  expect(submitError(error, 'mail:j_1')).toMatchObject({ code: 'submit_unknown', id: 'mail:j_1', cause: error })
})

test.each(lost)('[G15] after "$message" nothing is there that had not been sent', (error) => {
  expect(submitError(error)).toMatchObject({ code: 'redis_unavailable' })
})

test.each([
  "Stream isn't writeable and enableOfflineQueue options is false",
  "Cluster isn't ready and enableOfflineQueue options is false",
  'LOADING Redis is loading the dataset in memory',
  "READONLY You can't write against a read only replica.",
  'CLUSTERDOWN The cluster is down',
])('[G15] "%s" says that nothing was done', (message) => {
  expect(submitError(failure(message), 'mail:j_1')).toMatchObject({ code: 'redis_unavailable' })
})

test.each([
  failure("OOM command not allowed when used memory > 'maxmemory'. script: 1, on @user_script:1."),
  failure('MISCONF Errors writing to the AOF file: No space left on device'),
  failure('ENOSPC: no space left on device, write', { code: 'ENOSPC' }),
  failure('EDQUOT: disk quota exceeded, write', { code: 'EDQUOT' }),
])('[G15] "$message" is a lack of space', (error) => {
  expect(submitError(error, 'mail:j_1')).toMatchObject({ code: 'insufficient_storage', cause: error })
})

test.each([new InvalidInputError([]), new TypeError('a bug'), 'no error'])('%s stays what it is', (error) => {
  expect(submitError(error, 'mail:j_1')).toBe(error)
})
