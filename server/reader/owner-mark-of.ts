import { z } from 'zod'
import { type OwnerMark, ownerMarkSchema } from '#server/queues.ts'
import { parseStored } from './job-record.ts'

const optsSchema = z.looseObject({ waybill: z.looseObject({ owner: ownerMarkSchema }) })

/** Who is said to have submitted a job, in its options as Redis has them. Whether it is true is for `JobOwners` to say. */
export function ownerMarkOf(opts: string | null): OwnerMark | undefined {
  // Most programs' jobs say nothing; reading their options once more would be for nothing.
  return opts?.includes('"owner"') ? parseStored(optsSchema, opts)?.waybill.owner : undefined
}
