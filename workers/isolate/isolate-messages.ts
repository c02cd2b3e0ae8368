import type { JobEnvironment, ProgressUpdate } from '#core/define-job.ts'
import type { JobAddress } from '#core/job-id.ts'
import type { FailureReason } from '#core/job-state.ts'
import type { LogEntry } from '#core/log-line.ts'

/** What an isolate is told first: all it needs to run one attempt. */
export interface StartIsolate {
  type: 'start'
  job: JobAddress
  /** Where the definition is found by its type; the catalogue of the product unless told. */
  catalogue?: string
  definition: string
  /** The stored input. */
  data: unknown
  attempt: number
  /** How many failures there will have been if this attempt fails: what its backoff is asked with. */
  failures: number
  env: JobEnvironment
  dataDir: string
}

/** Why the signal of the job is to be aborted; the classes of two isolates are not the same. */
export type StopMessage =
  | { kind: 'cancelled'; askedAt: number }
  | { kind: 'timeout'; timeoutMs: number }
  | { kind: 'other'; reason: string }

/** An error on its way: what can be shown of it. */
export interface PackedError {
  name: string
  message: string
  stack?: string
}

export type ToIsolate =
  | StartIsolate
  | { type: 'stop'; stop: StopMessage }
  | { type: 'answer'; call: number; value?: unknown; error?: PackedError }

/** What a job said since the last time, put together as far as it can be. */
export interface Said {
  stages: { name: string; at: number }[]
  /** Said after the last of these stages. */
  progress?: ProgressUpdate
  lines: LogEntry[]
  /** Lines before these that were too many to be kept. */
  skipped: number
}

/** What was thrown, and what the job type says to it: only where its classes are those that were thrown it can be asked. */
export interface Verdict {
  error: PackedError
  reason: FailureReason
  isFinal: boolean
  /** How long to wait before the next attempt, if the type has a function that says so. */
  delayMs?: number
  /** What is wrong with that function. */
  problems: string[]
}

export type FromIsolate =
  | ({ type: 'said' } & Said)
  /** Asks for an async function of the worker process; the answer has the same number. */
  | { type: 'call'; call: number; of: string; method: string; given: unknown[] }
  /** `result` is JSON, as it will be stored. */
  | { type: 'done'; result?: string; stored: boolean; summary?: string }
  | ({ type: 'threw' } & Verdict)
