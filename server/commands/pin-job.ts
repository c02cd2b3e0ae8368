import { JobNotPinnableError } from '#core/errors.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import type { Pins } from '#server/retention/pins.ts'

/** What is no longer pinned stays so long at least, in milliseconds: nobody loses a job by a click. */
export const unpinnedForMs = 10 * 60 * 1000

/**
 * Keeps a finished job with its result and files until it is unpinned; then its time counts on as if it had never been pinned, but for at
 * least ten minutes. Returns until when it is kept, if there is an end. Throws `JobNotPinnableError`, `JobExpiredError`,
 * `UnknownJobError` and `JobIdFormatError`.
 */
export async function pinJob(
  services: JobSources & { pins: Pins },
  id: string,
  on: boolean,
  now = Date.now(),
): Promise<{ id: string; pinned: boolean; expiresAt: number | undefined }> {
  const { address } = await requireJob(services, id, now)
  const outcome = await services.pins.set(address, { on, atLeastUntil: now + unpinnedForMs, now })
  if (typeof outcome === 'object') return { id, pinned: on, ...outcome }
  // It moved between the two looks: if it has expired or is gone, another one says so.
  await requireJob(services, id)
  throw new JobNotPinnableError(id)
}
