import type { Job } from 'bullmq'
import { formatJobId } from '#core/job-id.ts'
import type { Ownership } from '#server/auth/ownership.ts'
import type { Log } from '#server/log.ts'
import { jobMetaSchema } from '#server/queues.ts'
import { noteRuns } from '#server/schedules/note-runs.ts'
import type { ScheduleStore } from '#server/schedules/schedule-store.ts'

interface NoteServices {
  schedules: ScheduleStore
  ownership: Ownership | undefined
  log: Log
}

/** Notes with the schedule that made a job that it has begun. Neither holds the job up nor fails it. */
export function noteRun({ schedules, ownership, log }: NoteServices, job: Job): void {
  const own: unknown = 'waybill' in job.opts ? job.opts.waybill : undefined
  // A later attempt is the same run. Most jobs name no schedule, and are not looked at any closer.
  if (job.attemptsStarted !== 1 || typeof own !== 'object' || own === null || !('schedule' in own)) return
  const meta = jobMetaSchema.safeParse(own).data
  if (!meta?.schedule) return
  const id = formatJobId({ queue: job.queueName, id: String(job.id) })
  const fail = (error: unknown) => log.warn({ err: error, jobId: id }, 'A schedule was not told of its run.')
  schedules.stampRun(meta.schedule.id, { id, startedAt: job.processedOn ?? Date.now() }).catch(fail)
  // BullMQ has planned the next one already.
  if (ownership && job.repeatJobKey) noteRuns({ schedules, ownership }, meta.schedule.id, [id]).catch(fail)
}
