import type { z } from 'zod'
import type { JobFile } from './job.ts'
import type { Upload } from './upload.ts'

export interface RetryPolicy {
  /** How often the job may run in all; 1 means no retry. */
  attempts: number
  /** Exponential waits `delayMs · 2^(failures − 1)`. `jitter` 0..1 takes a random part of that share off. */
  backoff?: { type: 'fixed' | 'exponential'; delayMs: number; jitter?: number }
  /** Error classes another attempt cannot help with: the job fails at once. */
  giveUpOn?: readonly (abstract new (
    ...args: never[]
  ) => Error)[]
}

export interface ResultPolicy {
  /** How long result, files and the job itself can be fetched after it ended, in seconds. */
  keepForSeconds?: number | { success: number; failure: number }
  /** `never` forgets what `run` returned; the job still succeeds. */
  store?: 'always' | 'never'
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

/** What a running job is given. */
export interface JobContext<Stage extends string> {
  /** Counted from 1; never goes down, also across manual retries and lost workers. */
  attempt: number
  /** Aborted when the worker shuts down. */
  signal: AbortSignal
  /** Enters a custom state. Never throws, never waits. */
  stage(name: Stage): void
  /** Says how far the job is. Call it as often as you like: at most ten a second go out, the last always. Never throws. */
  progress(update: ProgressUpdate): void
  log: JobLog
  files: JobFiles
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
  input: Input
  /** Custom states in the order they usually come, with what a person reads. */
  stages: Record<Stage, string>
  /** Default: one attempt. */
  retry?: RetryPolicy
  /** How many of these one worker process runs at a time. Default 1. */
  concurrency?: number
  /** Default: kept for 7 days. */
  result?: ResultPolicy
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
