import type { AnyJobDefinition, JobLog } from '#core/define-job.ts'
import type { StageVisit } from '#core/job.ts'
import type { LogEntry } from '#core/log-line.ts'
import type { ProgressReport } from '#core/progress-report.ts'
import type { ResultRecord } from '#server/reader/job-record.ts'
import type { CodeListener, JobCode } from './job-code.ts'
import { createProgressReporter, type ProgressReporter, type SaidProgress } from './report-progress.ts'
import { textOf } from './text-of.ts'
import { createLogWriter, type LogWriter } from './write-log.ts'

export interface AttemptOptions {
  attempt: number
  signal: AbortSignal
  /** Rejects when the job's code is not waited for any longer. */
  overdue?: Promise<never>
  /** Told when the job's code has ended, or is not waited for. */
  onRan?(): void
  /** What earlier attempts went through. */
  stages: readonly StageVisit[]
  /** Takes the reports that go out, ten a second at the most. */
  send(report: ProgressReport): Promise<void>
  /** Takes the lines of the log; `skipped` others came before these. */
  append(lines: readonly LogEntry[], skipped: number): Promise<void>
  /** Told of what is wrong with a report. It harms nothing. */
  onProblem(error: unknown): void
  /** Told of each report at once, also of those that do not go out. */
  onSaid?(said: SaidProgress): void
}

export interface AttemptOutcome {
  result: unknown
  record: ResultRecord
}

/**
 * Runs the code of a job once: all that does not need BullMQ. Resolves, or rejects with whatever the code threw, once its reports and
 * its log are out, and once code that can be ended has ended.
 */
export async function runAttempt(
  definition: Pick<AnyJobDefinition, 'stages'>,
  code: JobCode,
  options: AttemptOptions,
): Promise<AttemptOutcome> {
  const { attempt, signal, stages, send, append, onProblem, onSaid } = options
  let isOver = false
  // What is said elsewhere comes in pieces: a stage waits a moment for the progress that was said in the same breath.
  const breathMs = code.end && 10
  const reporter = createProgressReporter({ attempt, stages, send, onDropped: onProblem, onSaid, breathMs })
  const lines = createLogWriter({ append, onDropped: onProblem })
  let isTold = false
  const listener: CodeListener = {
    stage(name, at) {
      if (isOver) return
      // Once is enough: a job may enter stages in a loop.
      if (!isTold && !isDeclared(definition, name)) {
        isTold = true
        onProblem(new UndeclaredStageError(name))
      }
      reporter.stage(name, at)
    },
    progress: (update) => {
      if (!isOver) reporter.progress(update)
    },
    log: fenced(lines.log, () => isOver),
    lines: (gathered, skipped) => {
      if (!isOver) lines.add(gathered, skipped)
    },
  }
  try {
    signal.throwIfAborted()
    const overdue = options.overdue?.catch((reason: unknown) => {
      const what = code.end ? 'It was ended.' : 'It is not waited for; its code may go on.'
      lines.log.warn(`The job did not end in its time after it was told to stop. ${what}`)
      throw reason
    })
    const running = code.run(listener)
    const { result, stored, summary } = await (overdue ? Promise.race([running, overdue]) : running)
    return { result, record: { stored, summary, files: [...code.written] } }
  } finally {
    // What code says that nobody waits for any longer must not be taken for a later attempt's.
    isOver = true
    options.onRan?.()
    await Promise.all([code.end?.(), settle(reporter, lines)])
  }
}

function fenced(log: JobLog, isOver: () => boolean): JobLog {
  const write = (to: (line: string) => void) => (line: string) => {
    if (!isOver()) to(line)
  }
  return Object.assign(write(log), { info: write(log.info), warn: write(log.warn), error: write(log.error) })
}

/** TypeScript does not let it pass; what JavaScript or a cast lets pass is shown as it is. */
class UndeclaredStageError extends Error {
  override readonly name = 'UndeclaredStageError'
  constructor(stage: unknown) {
    super(`The stage "${textOf(stage).slice(0, 100)}" is not declared by the job type. Add it to its stages.`)
  }
}

const isDeclared = ({ stages }: Pick<AnyJobDefinition, 'stages'>, name: unknown) =>
  typeof name === 'string' && Object.hasOwn(stages, name)

/** As long as a lock holds. While Redis is away the job cannot end either, so this holds nothing up. */
const lastReportMs = 30_000

// The last report must be out before the job ends. One that comes to Redis after the end is kept there, but nobody is told of it.
async function settle(reporter: ProgressReporter, lines: LogWriter): Promise<void> {
  await Promise.all([reporter.flush(lastReportMs), lines.flush()])
}
