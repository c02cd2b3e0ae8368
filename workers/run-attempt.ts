import type { AnyJobDefinition, JobContext, JobEnvironment, JobLog, ProgressUpdate } from '#core/define-job.ts'
import type { StageVisit } from '#core/job.ts'
import type { LogEntry } from '#core/log-line.ts'
import type { ProgressReport } from '#core/progress-report.ts'
import type { ResultRecord } from '#server/reader/job-record.ts'
import { checkResult } from './check-result.ts'
import type { JobFileWriter } from './job-file-writer.ts'
import { createProgressReporter, type ProgressReporter, type SaidProgress } from './report-progress.ts'
import { textOf } from './text-of.ts'
import { WorkError } from './work-error.ts'
import { createLogWriter, type LogWriter } from './write-log.ts'

export interface AttemptOptions {
  /** The job's. */
  id: string
  /** The stored input. */
  data: unknown
  attempt: number
  signal: AbortSignal
  /** Rejects when the job's code is not waited for any longer. */
  overdue?: Promise<never>
  /** Told when the job's code has ended, or is not waited for. */
  onRan?(): void
  /** What earlier attempts went through. */
  stages: readonly StageVisit[]
  files: JobFileWriter
  once: JobContext<string>['once']
  env: JobEnvironment
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
 * Runs a definition once: all that does not need BullMQ. Resolves, or rejects with whatever the job's code threw, once its reports and
 * its log are out.
 */
export async function runAttempt(definition: AnyJobDefinition, options: AttemptOptions): Promise<AttemptOutcome> {
  const { id, attempt, signal, once, env, stages, send, append, onProblem, onSaid } = options
  const { files, written } = options.files
  let isOver = false
  const reporter = createProgressReporter({ attempt, stages, send, onDropped: onProblem, onSaid })
  const lines = createLogWriter({ append, onDropped: onProblem })
  try {
    signal.throwIfAborted()
    const input = parseInput(definition, options.data)
    let isTold = false
    const stage = (name: string) => {
      if (isOver) return
      // Once is enough: a job may enter stages in a loop.
      if (!isTold && !isDeclared(definition, name)) {
        isTold = true
        onProblem(new UndeclaredStageError(name))
      }
      reporter.stage(name)
    }
    const progress = (update: ProgressUpdate) => {
      if (!isOver) reporter.progress(update)
    }
    const overdue = options.overdue?.catch((reason: unknown) => {
      lines.log.warn(
        'The job did not end in its time after it was told to stop. It is not waited for; its code may go on.',
      )
      throw reason
    })
    const running = definition.run(input, {
      id,
      attempt,
      signal,
      stage,
      progress,
      log: fenced(lines.log, () => isOver),
      files,
      once,
      env,
    })
    const result: unknown = await (overdue ? Promise.race([running, overdue]) : running)
    const stored = definition.result?.store !== 'never'
    if (stored) checkResult(result)
    const summary = definition.summary?.(result).slice(0, 300)
    return { result: stored ? result : undefined, record: { stored, summary, files: [...written] } }
  } finally {
    // What code says that nobody waits for any longer must not be taken for a later attempt's.
    isOver = true
    options.onRan?.()
    await settle(reporter, lines)
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

const isDeclared = ({ stages }: AnyJobDefinition, name: unknown) =>
  typeof name === 'string' && Object.hasOwn(stages, name)

// What was submitted was checked then; what is stored may be of an older version of the type, or somebody else's.
function parseInput(definition: AnyJobDefinition, data: unknown): unknown {
  const parsed = definition.input.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.map(String).join('.') || 'input'
  throw new WorkError('invalid-input', `The stored input does not fit the job type: ${where}: ${issue?.message}`)
}

/** As long as a lock holds. While Redis is away the job cannot end either, so this holds nothing up. */
const lastReportMs = 30_000

// The last report must be out before the job ends. One that comes to Redis after the end is kept there, but nobody is told of it.
async function settle(reporter: ProgressReporter, lines: LogWriter): Promise<void> {
  await Promise.all([reporter.flush(lastReportMs), lines.flush()])
}
