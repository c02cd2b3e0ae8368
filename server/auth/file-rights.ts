import { ForbiddenError } from '#core/auth-errors.ts'
import { can } from '#core/can.ts'
import { UnknownJobError } from '#core/errors.ts'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import type { Principal } from '#core/principal.ts'
import type { JobSources } from '#server/reader/require-job.ts'
import { requireJobRight } from './job-rights.ts'

/** Whose files somebody may put into a job. */
export interface FileRights {
  /** An upload that `owner` sent. */
  upload(owner: string | undefined): boolean
  /** What another job was given. */
  inputOf(job: JobAddress): Promise<boolean>
}

export function createFileRights(sources: JobSources, principal: Principal): FileRights {
  return {
    upload: (owner) => can(principal, 'upload.use', { kind: 'upload', owner }),
    async inputOf(job) {
      try {
        await requireJobRight(sources, principal, 'job.input.view', formatJobId(job))
        return true
      } catch (error) {
        if (error instanceof ForbiddenError || error instanceof UnknownJobError) return false
        throw error
      }
    },
  }
}
