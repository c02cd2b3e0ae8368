import type { Job } from 'bullmq'
import { formatJobId } from '#core/job-id.ts'
import type { Log } from '#server/log.ts'
import { jobMetaSchema } from '#server/queues.ts'
import type { ScheduleStore } from '#server/schedules/schedule-store.ts'

/** Notes with the schedule that made a job that it has begun. Neither holds the job up nor fails it. */
export function noteRun(schedules: Pick<ScheduleStore, 'stampRun'>, job: Job, log: Log): void {
  const own: unknown = 'waybill' in job.opts ? job.opts.waybill : undefined
  // A later attempt is the same run. Most jobs name no schedule, and are not looked at any closer.
  if (job.attemptsStarted !== 1 || typeof own !== 'object' || own === null || !('schedule' in own)) return
  const meta = jobMetaSchema.safeParse(own).data
  if (!meta?.schedule) return
  const id = formatJobId({ queue: job.queueName, id: String(job.id) })
  schedules.stampRun(meta.schedule.id, { id, startedAt: job.processedOn ?? Date.now() }).catch((error: unknown) => {
    log.warn({ err: error, jobId: id }, 'A schedule was not told of its run.')
  })
}
