import { type Job as BullJob, type Processor, WaitingError } from 'bullmq'
import type { AnyJobDefinition, JobFiles } from '#core/define-job.ts'
import type { JobFile } from '#core/job.ts'
import type { JobAddress } from '#core/job-id.ts'
import { readProgress } from '#core/progress-report.ts'
import type { Log } from '#server/log.ts'
import { resultField } from '#server/queues.ts'
import type { ResultRecord } from '#server/reader/job-record.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { openJobInput, writeJobFile } from '#server/store/job-files.ts'
import { checkResult } from './check-result.ts'
import type { JobHash } from './job-hash.ts'
import { keepAttempts } from './keep-attempts.ts'
import { createProgressReporter, type ProgressReporter } from './report-progress.ts'
import { isFinal, reasonOf, thrownError, unrecoverable, WorkError } from './work-error.ts'
import { createLogWriter, type LogWriter } from './write-log.ts'

export interface RunnerServices {
  hashOf(job: JobAddress, attempt: number): JobHash
  paths: DataPaths
  /** Names this process on the card. */
  worker: string
  log: Log
}

/** The reason a job's signal is aborted with when its process stops: the job goes back in line and counts as not tried. */
export const shutdownReason = 'waybill: the worker stops'

/** Makes the function BullMQ calls for every job of a type. */
export function createRunner(definition: AnyJobDefinition, services: RunnerServices): Processor {
  // BullMQ hands out a signal only to a function that declares all three parameters.
  return async (job, token, given) => {
    const signal = given ?? new AbortController().signal
    const address = { queue: job.queueName, id: String(job.id) }
    const attempt = job.attemptsStarted
    const log = (error: unknown) =>
      services.log.warn({ err: error, jobId: address.id, attempt }, 'A report was dropped.')
    const hash = services.hashOf(address, attempt)
    const startedAt = job.processedOn ?? Date.now()
    const attempts = await keepAttempts(hash, { attempt, startedAt, worker: services.worker })
    const stages = readProgress(job.progress).stages
    const send = (report: object) => job.updateProgress(report)
    const reporter = createProgressReporter({ attempt, stages, send, onDropped: log })
    const lines = createLogWriter({ append: (batch) => hash.log(batch), onDropped: log })
    const files: JobFile[] = []
    try {
      const input = parseInput(definition, job)
      const { stage, progress } = reporter
      const context = {
        attempt,
        signal,
        stage,
        progress,
        log: lines.log,
        files: jobFiles(services.paths, address, signal, files),
      }
      const result: unknown = await definition.run(input, context)
      const stored = definition.result?.store !== 'never'
      if (stored) checkResult(result)
      const record: ResultRecord = { stored, summary: definition.summary?.(result).slice(0, 300), files }
      await settle(reporter, lines)
      await hash.keep(resultField, JSON.stringify(record))
      await attempts.succeeded()
      return stored ? result : undefined
    } catch (thrown) {
      await settle(reporter, lines)
      if (signal.aborted && signal.reason === shutdownReason) {
        await job.moveToWait(token)
        throw new WaitingError()
      }
      const error = thrownError(thrown)
      await attempts.failed(error, reasonOf(error))
      services.log.info({ err: error, jobId: address.id, queue: address.queue, attempt }, 'A job failed.')
      throw isFinal(error, definition) ? unrecoverable(error) : error
    }
  }
}

// What was submitted was checked then; what is stored may be of an older version of the type, or somebody else's.
function parseInput(definition: AnyJobDefinition, job: BullJob): unknown {
  const parsed = definition.input.safeParse(job.data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.map(String).join('.') || 'input'
  throw new WorkError('invalid-input', `The stored input does not fit the job type: ${where}: ${issue?.message}`)
}

// The last report must be out before the job ends, or it would arrive after the end and be dropped.
async function settle(reporter: ProgressReporter, lines: LogWriter): Promise<void> {
  await Promise.all([reporter.flush(), lines.flush()])
}

function jobFiles(paths: DataPaths, address: JobAddress, signal: AbortSignal, written: JobFile[]): JobFiles {
  return {
    open: (upload) => openJobInput(paths, address, upload),
    async write(name, content, { mediaType } = {}) {
      const file = await writeJobFile(paths, address, { name, content, mediaType, signal })
      const earlier = written.findIndex((known) => known.name === name)
      if (earlier >= 0) written.splice(earlier, 1)
      written.push(file)
      return file
    },
  }
}
