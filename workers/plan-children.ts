import type { Job } from 'bullmq'
import type { AnyJobDefinition } from '#core/define-job.ts'
import { jobMetaSchema } from '#server/queues.ts'
import type { AttemptChildren } from './child-calls.ts'
import type { AttemptKeeper } from './keep-attempts.ts'

const metaOf = (job: Job) => ('waybill' in job.opts ? jobMetaSchema.safeParse(job.opts.waybill).data : undefined)

/** What came without the children its type plans, from a schedule or another program, is given them when it first runs. */
export async function planChildren(
  definition: AnyJobDefinition,
  job: Job,
  { kin, attempts }: { kin: AttemptChildren; attempts: AttemptKeeper },
): Promise<void> {
  if (!definition.children || metaOf(job)?.planned) return
  const input = definition.input.safeParse(job.data)
  // An input that does not fit is complained of where every input is.
  if (!input.success) return
  const isNew = await kin.plan(definition.children(input.data))
  // A child whose failure lets the job go on does so although others have not ended.
  if (isNew || !attempts.hasWaited) await kin.calls.wait()
}

/** Most jobs have none, and are not asked. Those of other programs, and those that ran before, may have some that nobody here knows of. */
export function mayHaveChildren(job: Job, kin: AttemptChildren): boolean {
  const meta = metaOf(job)
  return kin.hasAdded || job.attemptsStarted > 1 || meta === undefined || meta.planned === true
}
