import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import type { JobDefinition, JobEnvironment, ProgressUpdate } from '#core/define-job.ts'
import type { FlowChild } from '#core/flow.ts'
import { formatJobId, randomId } from '#core/job-id.ts'
import type { LogEntry } from '#core/log-line.ts'
import { prepareJob } from '#server/commands/prepare-job.ts'
import { type DataPaths, dataPaths } from '#server/store/data-paths.ts'
import { mediaTypeOf } from '#server/store/job-files.ts'
import { openJobLedger } from '#server/store/job-ledger.ts'
import { storeUpload } from '#server/store/uploads.ts'
import { createOnce } from '#workers/do-once.ts'
import { createJobFileWriter } from '#workers/job-file-writer.ts'
import type { SaidProgress } from '#workers/report-progress.ts'
import { runAttempt } from '#workers/run-attempt.ts'
import { runInPlace } from '#workers/run-in-place.ts'
import { isFinal, thrownError } from '#workers/work-error.ts'
import { type GivenChild, testChildren } from './test-children.ts'

/** A file the job made. */
export interface TestedFile {
  bytes: number
  mediaType: string
  content: Buffer
  text: string
}

/** What a job said so far. */
export interface Said<Stage extends string = string> {
  stages: Stage[]
  progress: ProgressUpdate[]
  logs: Pick<LogEntry, 'level' | 'text'>[]
}

/** What became of one attempt: a `result` or an `error`, and all it said and made. */
export interface TestedJob<Stage extends string, Result> extends Said<Stage> {
  /** What the worker would keep; with `store: 'never'` nothing. */
  result?: Result
  error?: Error
  /** Whether another attempt would be made, if the policy allows one more. */
  wouldRetry: boolean
  files: Record<string, TestedFile>
  /** Children the job added, by their keys. */
  added: Record<string, FlowChild>
  /** It waits for what it added: it has neither a result nor an error. */
  waits: boolean
  /** What the card would be called; empty when the input was refused. */
  label: string
  summary?: string
  /** What the worker's own log would complain of, as a stage that is not declared. */
  problems: string[]
}

export interface TestOptions<Stage extends string> {
  /** Files by name. The input names one as `{ uploadId: 'its name' }`. */
  uploads?: Readonly<Record<string, string | Uint8Array>>
  attempt?: number
  signal?: AbortSignal
  env?: JobEnvironment
  /** A file that remembers what was done once: with the same one it is another attempt of the same job. */
  ledger?: string
  /** Children that were submitted with the job, or planned by its type, and have ended. */
  children?: readonly GivenChild[]
  /** Those the job added in an earlier attempt, by their keys: this is the attempt that follows when all have ended. */
  added?: Readonly<Record<string, GivenChild>>
  /** Called whenever the job says something about its progress: a place to abort in the middle. */
  onSaid?(said: Said<Stage>): void
}

/** Who tries a job out has all the files there are. */
const rights = { upload: () => true, inputOf: async () => true }

const samplesDir = fileURLToPath(new URL('../samples', import.meta.url))

/**
 * Runs one attempt of a job type without Redis: input, stages, progress, log, files and result go through the same code as in a worker.
 * Never rejects: what goes wrong is the `error`. A type with `isolate` runs in place here, so that a debugger and a coverage see it.
 */
export async function testJob<Input extends z.ZodType, Stage extends string, Result>(
  definition: JobDefinition<Input, Stage, Result>,
  input: z.input<Input>,
  options: TestOptions<Stage> = {},
): Promise<TestedJob<Stage, Result>> {
  const { attempt = 1, signal = new AbortController().signal } = options
  const job = { queue: 'test', id: randomId() }
  // Only there while the job runs, and only if it has files.
  const folder = join(tmpdir(), `waybill-test-job-${job.id}`)
  const paths = dataPaths(folder)
  const writer = createJobFileWriter(paths, { job, attempt }, signal)
  const tested: TestedJob<Stage, Result> = {
    ...{ stages: [], progress: [], logs: [], files: {}, label: '', problems: [], wouldRetry: false },
    ...{ added: {}, waits: false },
  }
  const family = testChildren(options.children, options.added)
  tested.added = family.added
  let isAccepted = false
  try {
    const given = await withUploads(paths, input, options.uploads ?? {})
    const prepared = await prepareJob(
      { paths, samplesDir, rights },
      definition,
      { type: job.queue, input: given },
      job.id,
    )
    isAccepted = true
    tested.label = prepared.options.waybill.label
    const code = runInPlace(definition, {
      ...{ id: formatJobId(job), data: prepared.data, attempt, signal, files: writer },
      children: family.children,
      once: createOnce(() => openJobLedger(options.ledger ?? paths.jobLedger(job)), signal),
      env: options.env ?? {},
    })
    const { result, record } = await runAttempt(definition, code, {
      ...{ attempt, signal, stages: [] },
      onSaid: noteIn(tested, options.onSaid),
      async send() {},
      async append(lines) {
        tested.logs.push(...lines.map(({ level, text }) => ({ level, text })))
      },
      onProblem: (problem) => void tested.problems.push(thrownError(problem).message),
    })
    // It is what `run` returned, or nothing.
    tested.result = result as Result | undefined
    tested.summary = record.summary
  } catch (thrown) {
    tested.waits = family.isWaiting
    if (!tested.waits) tested.error = thrownError(thrown)
    const isLast = attempt >= (definition.retry?.attempts ?? 1)
    tested.wouldRetry = isAccepted && !isLast && tested.error !== undefined && !isFinal(tested.error, definition)
  }
  for (const { name, bytes, mediaType } of writer.written) {
    const content = await readFile(join(paths.attemptFiles(job, attempt), name))
    tested.files[name] = { bytes, mediaType, content, text: content.toString() }
  }
  await rm(folder, { recursive: true, force: true })
  return tested
}

/** The reporter tells a new stage and new progress by the same word: a stage adds a visit. */
function noteIn<Stage extends string>(into: Said<Stage>, onSaid?: (said: Said<Stage>) => void) {
  let visit: SaidProgress['stages'][number] | undefined
  return ({ stage, stages, ...progress }: SaidProgress) => {
    const isStage = stages.at(-1) !== visit
    visit = stages.at(-1)
    // What was not declared is no Stage; it stands here as on the card, and among the problems.
    if (isStage) into.stages.push(stage as Stage)
    else into.progress.push(Object.fromEntries(Object.entries(progress).filter(([, value]) => value !== undefined)))
    onSaid?.(into)
  }
}

/** Stores the files the input names, and names them as the server does. */
async function withUploads(paths: DataPaths, input: unknown, uploads: NonNullable<TestOptions<string>['uploads']>) {
  const stored = new Map<string, string>()
  for (const [name, content] of Object.entries(uploads)) {
    const bytes = Readable.from([Buffer.from(content)])
    const { uploadId } = await storeUpload(paths, { name, mediaType: mediaTypeOf(name), content: bytes })
    stored.set(name, uploadId)
  }
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        key === 'uploadId' && typeof item === 'string' ? (stored.get(item) ?? item) : named(item),
      ]),
    )
  }
  return named(input)
}
