import { ForbiddenError, SignInRequiredError } from '#core/auth-errors.ts'
import { type Action, can } from '#core/can.ts'
import { JobIdFormatError, UnknownJobError } from '#core/errors.ts'
import { formatJobId, type JobAddress, parseJobId } from '#core/job-id.ts'
import type { Principal } from '#core/principal.ts'
import type { JobSources } from '#server/reader/require-job.ts'

/** Returns who may do it. Throws `SignInRequiredError` for nobody, and `ForbiddenError` for who may not. */
export function requireRight(principal: Principal | undefined, action: Action): Principal {
  if (!principal) throw new SignInRequiredError()
  if (!can(principal, action)) throw new ForbiddenError()
  return principal
}

/**
 * The same for what is done with a job, which may not even be there. A job that somebody may not see is unknown to them: the
 * answer is the same as for one that does not exist, and costs the same. Throws `SignInRequiredError`, `JobIdFormatError`,
 * `UnknownJobError` and `ForbiddenError`.
 */
export async function requireJobRight(
  sources: JobSources,
  principal: Principal | undefined,
  action: Action,
  id: string,
): Promise<Principal> {
  if (!principal) throw new SignInRequiredError()
  const address = parseJobId(id)
  if (!address) throw new JobIdFormatError()
  // Whoever may do it with every job need not be asked whose it is; whether it is there, others find out.
  if (can(principal, action, unproven)) return principal
  if (can(principal, 'job.view', unproven)) throw new ForbiddenError()
  const resource = { kind: 'job', owner: await ownerOf(sources, address) } as const
  if (can(principal, action, resource)) return principal
  throw can(principal, 'job.view', resource) ? new ForbiddenError() : new UnknownJobError()
}

const unproven = { kind: 'job', owner: undefined } as const

/** Whose job it is, or was. Both are always asked, so that the answer takes as long for a job that was never there. */
async function ownerOf({ reader, tombstones }: JobSources, address: JobAddress): Promise<string | undefined> {
  const [read, left] = await Promise.all([reader.jobs(address.queue, [address.id]), tombstones.ownerOf(address)])
  return read.owners.get(formatJobId(address)) ?? left
}
