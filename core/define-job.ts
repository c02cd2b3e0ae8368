import type { z } from 'zod'
import type { FlowChild } from './flow.ts'
import type { JobFile } from './job.ts'
import type { JobChildren } from './job-children.ts'
import type { Upload } from './upload.ts'

/** Waits `delayMs` every time, or exponentially `delayMs · 2^(failures − 1)`. `jitter` 0..1 takes a random part of that share off. */
export interface BackoffSteps {
  type: 'fixed' | 'exponential'
  delayMs: number
  jitter?: number
}

/**
 * Says how many milliseconds to wait after `failures` failed attempts, the last of which died of `error`. Failures count anew after a
 * manual retry. If it throws or answers anything but a number from 0 on, exponential steps of a second are taken instead.
 */
export type BackoffFunction = (failures: number, error: Error) => number

/** Which errors: those of a class, or those a function says yes to. A function that throws says no. */
export type ErrorRule = (abstract new (...args: never[]) => Error) | ((error: Error) => boolean)

export interface RetryPolicy {
  /** How often the job may run in all; 1 means no retry. */
  attempts: number
  /** How long to wait before the next attempt. Default: not at all. */
  backoff?: BackoffSteps | BackoffFunction
  /** No wait is longer, in milliseconds. Default: a day. At most 30 days. */
  maxDelayMs?: number
  /** Errors another attempt cannot help with: the job fails at once. */
  giveUpOn?: readonly ErrorRule[]
  /** If given, only these errors are worth another attempt; `giveUpOn` goes before it. */
  retryOn?: readonly ErrorRule[]
}

export interface ResultPolicy {
  /** How long result, files and the job itself can be fetched after it ended, in seconds. */
  keepForSeconds?: number | { success: number; failure: number }
  /** `never` forgets what `run` returned; the job still succeeds. */
  store?: 'always' | 'never'
}

export interface JobLimits {
  /** How many of these run at a time over all worker processes. Default: no limit but that of each process. */
  globalConcurrency?: number
  /** How many of these may begin in `perMs` milliseconds, over all worker processes; every attempt counts. Default: no limit. */
  rate?: { max: number; perMs: number }
}

/** Give `percent`, or `current` (with `total`), or only a `message`; what is left out is unknown. */
export interface ProgressUpdate {
  /** 0..100. */
  percent?: number
  current?: number
  total?: number
  /** What is counted: `rows`, `bytes`, `mails`. */
  unit?: string
  message?: string
  /** The larger steps the work consists of: `done` of `total` are behind, and what is counted here is about the one called `label`. */
  steps?: { done: number; total: number; label?: string }
}

/** Writes one line to the job's log. Lines are cut at 8 KiB, a job keeps its last 10,000. Never throws. */
export interface JobLog {
  (line: string): void
  info(line: string): void
  warn(line: string): void
  error(line: string): void
}

/** Any Node.js Readable is one. */
export type ByteStream = AsyncIterable<Uint8Array>

export interface JobFiles {
  /** Reads an uploaded file of the input as a stream. Rejects with `UploadGoneError` when it is no longer there. */
  open(upload: Upload): Promise<ByteStream>
  /**
   * Makes an artifact that can be downloaded by name from the job. It appears whole or not at all.
   * Rejects with `InvalidFileNameError` when `name` is not a plain file name.
   */
  write(name: string, content: ByteStream | Uint8Array | string, options?: { mediaType?: string }): Promise<JobFile>
}

/** What of the environment jobs may depend on. Parsed at the start of each process; it holds passwords. */
export interface JobEnvironment {
  /** `smtp://` or `smtps://`, with user and password if the server asks for them. */
  smtpUrl?: string
}

/** What became of something that is done at most once. `earlier`: it was not done by this call. */
export type Once<Answer> = { state: 'done'; answer: Answer; earlier: boolean } | { state: 'unknown' }

/** What a running job is given. */
export interface JobContext<Stage extends string> {
  /** `<queue>:<id>`, the same for all attempts. */
  id: string
  /** Counted from 1; never goes down, also across manual retries and lost workers. */
  attempt: number
  /**
   * Aborted when the job is cancelled (`signal.reason` is a `JobCancelledError`), when the attempt takes too long (a `JobTimeoutError`) and
   * when the worker stops. Pass it on to whatever takes one, and let what it throws through.
   */
  signal: AbortSignal
  /** Enters a custom state. Never throws, never waits. */
  stage(name: Stage): void
  /** Says how far the job is. Call it as often as you like: at most ten a second go out, the last always. Never throws. */
  progress(update: ProgressUpdate): void
  log: JobLog
  files: JobFiles
  /**
   * Runs `act` at most once for each key in the life of the job, over all attempts, crashes and retries: for what must not happen twice and
   * cannot be taken back. That it begins is on the disk before `act` is called, its answer (JSON, read back by `answer`) afterwards. What
   * began and has no answer is `unknown`, and is not begun again; so is what `act` threw at. Only a `NotDoneError` lets it be tried again.
   */
  once<Answer>(key: string, answer: z.ZodType<Answer>, act: () => Promise<Answer>): Promise<Once<Answer>>
  /** The jobs this one waits for, and what became of them. */
  children: JobChildren
  env: JobEnvironment
}

export interface Sample<Input> {
  title: string
  input: Input
}

/** A job type. The file's name is the type's name. */
export interface JobDefinition<Input extends z.ZodType = z.ZodType, Stage extends string = string, Result = unknown> {
  title: string
  description: string
  /** For demos and tests only: the form says so. */
  rehearsal?: boolean
  /** Whether jobs of this type can run here; if not, a sentence that says what to do. Default: true. */
  available?(env: JobEnvironment): true | string
  input: Input
  /** Custom states in the order they usually come, with what a person reads. */
  stages: Record<Stage, string>
  /** Default: one attempt. */
  retry?: RetryPolicy
  /** How long an attempt may take; one that takes longer has failed with the reason `timeout`. Default: without end. */
  timeoutMs?: number
  /** How long `run` may take to clean up once its signal was aborted by a cancel or a timeout. Default: 30 seconds. */
  graceMs?: number
  /**
   * Where `run` runs. Default: in the worker process, beside all other jobs, which wait while it computes without a pause. For work that
   * keeps a processor busy say `thread`: it costs some milliseconds to start and shares nothing with other jobs but the memory. For code that may
   * crash (native modules), that leaks, or that starts programs of its own say `process`. Both are ended for certain after a cancel or a
   * timeout, and a crash is the failure of that job alone.
   */
  isolate?: 'thread' | 'process'
  /** How many of these one worker process runs at a time. Default 1. */
  concurrency?: number
  /** For all worker processes together. They hold from the next start of a worker process on. */
  limits?: JobLimits
  /** Of jobs that are submitted without one; see there. Default: none, which runs before every job that has one. */
  priority?: number
  /** Default: kept for 7 days. */
  result?: ResultPolicy
  /**
   * The jobs one of this type waits for, from its input: they are submitted with it, however it is submitted, and `run` begins when they
   * have ended. Must answer the same for the same input.
   */
  children?(input: z.output<Input>): readonly FlowChild[]
  /** What the card is called, from the input. */
  label(input: z.output<Input>): string
  /** The result in a few words. */
  summary?(result: Result): string
  samples?: readonly Sample<z.input<Input>>[]
  run(input: z.output<Input>, context: JobContext<Stage>): Promise<Result>
}

/** Any definition: the catalogue's element. Its `run` is only called by the worker, with input it has parsed. */
// biome-ignore lint/suspicious/noExplicitAny: the input's type is erased here and proven again by parsing with `input`.
export type AnyJobDefinition = JobDefinition<any, any, any>

/** Ties input, stages and result of a job type together; what it gets is what it returns. */
export function defineJob<Input extends z.ZodType, const Stage extends string, Result>(
  definition: JobDefinition<Input, Stage, Result>,
): JobDefinition<Input, Stage, Result> {
  return definition
}

export const defaultKeepForSeconds = 7 * 24 * 60 * 60

/** How long a job of this type is kept after success and after failure, in seconds. */
export function keepForSeconds(definition: Pick<AnyJobDefinition, 'result'>): { success: number; failure: number } {
  const keep = definition.result?.keepForSeconds ?? defaultKeepForSeconds
  return typeof keep === 'number' ? { success: keep, failure: keep } : keep
}

/** Why jobs of this type cannot run where the environment is `env`, in a sentence; undefined when they can. */
export function unavailableReason(
  definition: Pick<AnyJobDefinition, 'available'>,
  env: JobEnvironment,
): string | undefined {
  const available = definition.available?.(env) ?? true
  return available === true ? undefined : available
}
