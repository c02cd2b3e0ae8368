import { RedisUnavailableError } from '#core/errors.ts'
import { InsufficientStorageError, SubmitUnknownError } from '#core/submit-errors.ts'
import { isRedisDown } from '#server/redis.ts'

/** Redis said no, or the command never left: it did nothing. Any other failure of the connection may have come after the deed. */
const didNothing =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|BUSY) |(Stream|Cluster) isn't (writeable|ready)/

/** Redis refuses to write: no memory (OOM), or its disk is full (MISCONF). */
const redisIsFull = /^(OOM|MISCONF) /

/**
 * What a failure on the way of a submit means to who sent it. With `id`, the job had been sent to its queue, so a missing answer
 * leaves open whether it is there. What is no expected failure is returned as it is.
 */
export function submitError(error: unknown, id?: string): unknown {
  if (!(error instanceof Error)) return error
  if (redisIsFull.test(error.message)) return new InsufficientStorageError('memory', error)
  if (didNothing.test(error.message)) return new RedisUnavailableError(error)
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
    return new InsufficientStorageError('disk', error)
  }
  if (!isRedisDown(error)) return error
  return id === undefined ? new RedisUnavailableError(error) : new SubmitUnknownError(id, error)
}
