import { createHash } from 'node:crypto'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import { jobIdOf } from '#server/idempotency/derive-job-id.ts'

/**
 * The id of a child: what is sent twice meets its own children, and who does not know the parent's id cannot guess it. A number is the
 * place among the children that were submitted or planned, a text the key of one that was added by the running parent.
 */
export const childId = (parent: JobAddress, key: number | string): string =>
  jobIdOf(
    createHash('sha256')
      .update(JSON.stringify([formatJobId(parent), key]))
      .digest('hex'),
  )
