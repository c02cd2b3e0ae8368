import { ResultExpiredError, UnknownFileError } from '#core/errors.ts'
import type { Job } from '#core/job.ts'
import { jobFileBytes, readJobFile } from '#server/store/job-files.ts'
import { handle, requireJob } from '../../../../handle.ts'
import { fileResponse } from '../file-response.ts'

/** An artifact of a job, to download; with `?view=1` to look at, without any power. */
export const GET = handle<{ id: string; name: string }>(async (request, { reader, paths }, { id, name }) => {
  const { job, address } = await requireJob(reader, id)
  const file = filesOf(job).find((known) => known.name === name)
  const bytes = file && (await jobFileBytes(paths, address, file.name))
  if (!file || bytes === undefined) throw new UnknownFileError()
  return fileResponse(request, { ...file, bytes }, (range) => readJobFile(paths, address, file.name, range))
})

function filesOf(job: Job) {
  if (job.state !== 'success') return []
  if (job.result.expiresAt !== undefined && job.result.expiresAt <= Date.now()) throw new ResultExpiredError(job.id)
  return job.result.files
}
