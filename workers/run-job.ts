import { type Job, type Processor, WaitingError } from 'bullmq'
import type { AnyJobDefinition, JobEnvironment } from '#core/define-job.ts'
import { ChildFailedError } from '#core/flow-errors.ts'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import type { LogEntry } from '#core/log-line.ts'
import { readProgress } from '#core/progress-report.ts'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { leaveChildren } from '#server/flows/leave-children.ts'
import type { Log } from '#server/log.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { openJobLedger } from '#server/store/job-ledger.ts'
import { watchAttempt } from './attempt-stop.ts'
import type { CancelListener } from './cancel-listener.ts'
import { type ChildCalls, type ChildrenServices, createChildCalls } from './child-calls.ts'
import { createOnce } from './do-once.ts'
import { type IsolatedOptions, runIsolated } from './isolate/run-isolated.ts'
import { createJobChildren } from './job-children.ts'
import type { JobCode } from './job-code.ts'
import { createJobFileWriter } from './job-file-writer.ts'
import type { JobHash } from './job-hash.ts'
import { keepAttempts } from './keep-attempts.ts'
import { mayHaveChildren, planChildren } from './plan-children.ts'
import { runAttempt } from './run-attempt.ts'
import { runInPlace } from './run-in-place.ts'
import { unrecoverable } from './unrecoverable.ts'
import { waitForChildren } from './wait-for-children.ts'
import { WaitingForChildren } from './waiting-for-children.ts'
import { isFinal, reasonOf, thrownError } from './work-error.ts'

export interface RunnerServices {
  hashOf(job: JobAddress, attempt: number): JobHash
  cancels: Pick<CancelListener, 'listen' | 'find'>
  paths: DataPaths
  /** What else children are made and found with. */
  family: Omit<ChildrenServices, 'paths'>
  env: JobEnvironment
  /** Names this process on the card. */
  worker: string
  log: Log
  isolates?: IsolateSettings
}

/** How types that say `isolate` are run. */
export interface IsolateSettings extends Pick<IsolatedOptions, 'heapMb' | 'shutdownGraceMs'> {
  /** The address of a module with a `catalogue` of its own. Default: the product's. */
  catalogue?: string
}

interface CodeContext {
  address: JobAddress
  attempt: number
  signal: AbortSignal
  children: ChildCalls
}

/** The reason a job's signal is aborted with when its process stops: the job goes back in line and counts as not tried. */
export const shutdownReason = 'waybill: the worker stops'

/** Makes the function BullMQ calls for every job of a type. */
export function createRunner(definition: AnyJobDefinition, services: RunnerServices): Processor {
  const { hashOf, cancels, paths, family, env, worker, log, isolates } = services

  function codeOf(job: Job, { address, attempt, signal, children }: CodeContext): JobCode {
    const { isolate: kind } = definition
    if (kind) {
      const { catalogue, ...rest } = isolates ?? {}
      const about = { job: address, definition: address.queue, catalogue, data: job.data, attempt, env }
      const start = { type: 'start', ...about, failures: job.attemptsMade + 1, dataDir: paths.dataDir } as const
      return runIsolated({ kind, start, signal, children, log, ...rest })
    }
    return runInPlace(definition, {
      ...{ id: formatJobId(address), data: job.data, attempt, signal, env },
      files: createJobFileWriter(paths, { job: address, attempt }, signal),
      children: createJobChildren(children, paths),
      once: createOnce(() => openJobLedger(paths.jobLedger(address)), signal),
    })
  }

  // BullMQ hands out a signal only to a function that declares all three parameters.
  return async (job, token, given) => {
    const address = { queue: job.queueName, id: String(job.id) }
    const attempt = job.attemptsStarted
    const hash = hashOf(address, attempt)
    const startedAt = job.processedOn ?? Date.now()
    const { timeoutMs, graceMs } = definition
    const stop = watchAttempt({ given: given ?? new AbortController().signal, timeoutMs, graceMs })
    const unlisten = cancels.listen({ job: address, attempt, onAsk: stop.cancel })
    const kin = createChildCalls({ ...family, paths }, { job: address, attempt }, stop.signal)
    // Listening comes first: what is asked from now on is heard, and what was asked before is found.
    const begun = keepAttempts(hash, { attempt, startedAt, worker })
    const code = codeOf(job, { address, attempt, signal: stop.signal, children: kin.calls })
    try {
      const attempts = await begun
      if (attempts.askedAt !== undefined) stop.cancel(attempts.askedAt)
      await planChildren(definition, job, { kin, attempts })
      const { result, record } = await runAttempt(definition, code, {
        attempt,
        signal: stop.signal,
        overdue: stop.overdue,
        onRan: stop.close,
        stages: readProgress(job.progress).stages,
        send: (report) => job.updateProgress(report),
        append: hash.log,
        onProblem: (error) =>
          log.warn({ err: error, jobId: address.id, attempt }, 'Something is wrong with what a job reported.'),
      })
      // Who caught what `wait` throws is waited for all the same.
      if (kin.isWaiting) throw new WaitingForChildren()
      if (mayHaveChildren(job, kin)) {
        const { failed, cancelled } = await leaveChildren(family.queues, address, attempt)
        if (failed !== undefined) throw new ChildFailedError(failed)
        if (cancelled > 0)
          await hash.log([warning(`${cancelled} children had not ended when the job did, and were cancelled.`)])
      }
      await attempts.succeeded({ left: record, cancelAskedAt: stop.askedAt() })
      return result
    } catch (thrown) {
      const attempts = await begun
      // Whoever asked was told that the job will end: it must not be tried again, although the word has not come here.
      const askedAt = await cancels.find({ job: address, attempt })
      if (askedAt !== undefined) stop.cancel(askedAt)
      const reason = stop.reason()
      if (reason === shutdownReason) {
        await job.moveToWait(token)
        throw new WaitingError()
      }
      const wasStopped = reason instanceof JobCancelledError || reason instanceof JobTimeoutError
      const failedChild =
        kin.isWaiting && !wasStopped ? await waitForChildren({ job, token, attempts, attempt, family }) : undefined
      const error = wasStopped ? reason : (failedChild ?? thrownError(thrown))
      const left = code.written.length > 0 ? { stored: false, files: [...code.written], failed: attempt } : undefined
      await attempts.failed(error, reasonOf(error), { left, cancelAskedAt: stop.askedAt() })
      log.info({ err: error, jobId: address.id, queue: address.queue, attempt }, 'A job failed.')
      throw isFinal(error, definition) ? unrecoverable(error) : error
    } finally {
      unlisten()
      stop.close()
    }
  }
}

const warning = (text: string): LogEntry => ({ at: Date.now(), level: 'warn', text })
