import { ForbiddenError, SignInRequiredError } from '#core/auth-errors.ts'
import { type Action, can, type Requester } from '#core/can.ts'
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
export async function requireJobRight<Who extends Requester>(
  sources: JobSources,
  who: Who | undefined,
  action: Action,
  id: string,
): Promise<Who> {
  if (!who) throw new SignInRequiredError()
  const address = parseJobId(id)
  if (!address) throw new JobIdFormatError()
  // Whoever may do it with every job, or by a link to this one, need not be asked whose it is; whether it is there, others find out.
  const unproven = { kind: 'job', id, owner: undefined } as const
  if (can(who, action, unproven)) return who
  if (can(who, 'job.follow', unproven)) throw new ForbiddenError()
  const resource = { ...unproven, owner: await ownerOf(sources, address) }
  if (can(who, action, resource)) return who
  throw can(who, 'job.follow', resource) ? new ForbiddenError() : new UnknownJobError()
}

/** Whether a job that `owner` submitted is shown to somebody; undefined when all are. */
export function showsJobsOf(principal: Principal): ((owner: string | undefined) => boolean) | undefined {
  if (can(principal, 'job.view', { kind: 'job', owner: undefined })) return undefined
  return (owner) => can(principal, 'job.view', { kind: 'job', owner })
}

/** Whose job it is, or was. Both are always asked, so that the answer takes as long for a job that was never there. */
async function ownerOf({ reader, tombstones }: JobSources, address: JobAddress): Promise<string | undefined> {
  const [read, left] = await Promise.all([reader.jobs(address.queue, [address.id]), tombstones.ownerOf(address)])
  return read.owners.get(formatJobId(address)) ?? left
}
