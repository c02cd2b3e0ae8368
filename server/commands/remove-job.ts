import { PlannedRunError } from '#core/promote-errors.ts'
import { JobNotRemovableError } from '#core/remove-errors.ts'
import type { Queues } from '#server/queues.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { removeJobFolder } from '#server/store/job-files.ts'
import { bullCode } from './bull-code.ts'
import { requireGone } from './require-gone.ts'

/**
 * Removes a job that does not run, with its result, its log and its files. BullMQ tells everybody. Throws `JobNotRemovableError`,
 * `PlannedRunError` and what `requireJob` throws.
 */
export async function removeJob(
  services: JobSources & { queues: Queues; paths: DataPaths },
  id: string,
): Promise<void> {
  const { job, address } = await requireJob(services, id)
  if (job.state === 'running') throw new JobNotRemovableError(id)
  // Its script has the last word: the job may have begun meanwhile, and then its worker holds a lock.
  const removed = await services.queues
    .get(address.queue)
    .remove(address.id)
    .catch((error: unknown) => {
      if (bullCode(error) === -8) throw new PlannedRunError(id, 'Pause or delete the schedule.')
      throw error
    })
  if (removed === 0) throw new JobNotRemovableError(id)
  if (removed < 0) return requireGone(services, address)
  // What a crash here leaves behind, and what lies on other disks, is found among the files of jobs that are no more.
  await removeJobFolder(services.paths, address)
}
