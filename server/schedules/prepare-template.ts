import type { AnyJobDefinition } from '#core/define-job.ts'
import { UploadInScheduleError } from '#core/schedule-errors.ts'
import type { ScheduleLink } from '#core/schedule-link.ts'
import type { SubmitRequest } from '#core/submit.ts'
import { type PrepareServices, prepareJob } from '#server/commands/prepare-job.ts'
import type { OwnerMark } from '#server/queues.ts'
import type { JobTemplate } from './schedule-record.ts'
import { uploadInInput } from './upload-in-input.ts'

/** Whose the runs of a schedule are goes on, whoever changes it. */
export const ownerKept = ({ options }: JobTemplate): OwnerMark | undefined => options.waybill.owner

/**
 * What each job of a schedule is made of: the same as if it were submitted. Throws `UploadInScheduleError` and `InvalidInputError`.
 */
export async function prepareTemplate(
  services: PrepareServices,
  definition: AnyJobDefinition,
  request: SubmitRequest,
  link: ScheduleLink,
  owner: OwnerMark | undefined,
): Promise<JobTemplate> {
  const upload = uploadInInput(definition, request.input)
  if (upload !== undefined) throw new UploadInScheduleError(upload)
  const prepared = await prepareJob(services, definition, request, link.id)
  const { jobId: _id, delay: _delay, waybill, ...options } = prepared.options
  return {
    data: prepared.data,
    options: { ...options, waybill: { ...waybill, schedule: link, ...(owner && { owner }) } },
  }
}
