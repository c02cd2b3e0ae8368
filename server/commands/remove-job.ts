import { parseJobId } from '#core/job-id.ts'
import { PlannedRunError } from '#core/promote-errors.ts'
import { JobNotRemovableError } from '#core/remove-errors.ts'
import { idsBelow, readFlowIds } from '#server/flows/read-flow-ids.ts'
import type { Queues } from '#server/queues.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { removeJobFolder } from '#server/store/job-files.ts'
import { bullCode } from './bull-code.ts'
import { requireGone } from './require-gone.ts'

/**
 * Removes a job that does not run, with its result, its log, its files and all jobs below it. BullMQ tells everybody. Throws `JobNotRemovableError`,
 * `PlannedRunError` and what `requireJob` throws.
 */
export async function removeJob(
  services: JobSources & { queues: Queues; paths: DataPaths },
  id: string,
): Promise<void> {
  const { job, address } = await requireJob(services, id)
  if (job.state === 'running') throw new JobNotRemovableError(id)
  const flow = job.children && (await readFlowIds(services.queues, address))
  // Its script has the last word: the job may have begun meanwhile, and then its worker holds a lock.
  const removed = await services.queues
    .get(address.queue)
    .remove(address.id)
    .catch((error: unknown) => {
      if (bullCode(error) === -8) throw new PlannedRunError(id, 'Pause or delete the schedule.')
      throw error
    })
  if (removed === 0) throw new JobNotRemovableError(id, job.children && 'child')
  if (removed < 0) return requireGone(services, address)
  // What a crash here leaves behind, and what lies on other disks, is found among the files of jobs that are no more.
  const below = flow ? idsBelow(flow).flatMap((child) => parseJobId(child) ?? []) : []
  for (const each of [address, ...below]) await removeJobFolder(services.paths, each)
}
