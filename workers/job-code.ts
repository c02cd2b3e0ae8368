import type { JobLog, ProgressUpdate } from '#core/define-job.ts'
import type { JobFile } from '#core/job.ts'
import type { LogEntry } from '#core/log-line.ts'
import type { Ran } from './run-definition.ts'

/** Hears what the code of a job says while it runs. */
export interface CodeListener {
  /** `at` is when it was entered; now, unless told. */
  stage(name: string, at?: number): void
  progress(update: ProgressUpdate): void
  log: JobLog
  /** Lines that were gathered elsewhere; `skipped` others came before them and were too many to be kept. */
  lines(lines: readonly LogEntry[], skipped: number): void
}

/** The code of a job for one attempt, wherever it runs. */
export interface JobCode {
  /** Rejects with whatever the code threw. */
  run(listener: CodeListener): Promise<Ran>
  /** The files it has made so far. */
  readonly written: readonly JobFile[]
  /** Ends it whatever it does, and resolves once it has ended. Code that runs in this process cannot be ended by anybody. */
  end?(): Promise<void>
}
