import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { JobContext, JobEnvironment, JobLog, ProgressUpdate } from '#core/define-job.ts'
import type { Upload } from '#core/upload.ts'
import { openJobLedger } from '#server/store/job-ledger.ts'
import { createOnce } from '#workers/do-once.ts'
import { testChildren } from './test-children.ts'

/** What a job said while it ran. */
export interface Recorded<Stage extends string> {
  stages: Stage[]
  progress: ProgressUpdate[]
  lines: string[]
}

export interface RecordContextOptions {
  /** Where artifacts are written; without it a job may not write any. */
  directory?: string
  /** Where an uploaded file stands; without it a job may not read any. */
  pathOf?(upload: Upload): string
  attempt?: number
  signal?: AbortSignal
  env?: JobEnvironment
  /** Where it stands what was done once: the same file makes it another attempt of the same job. Without it `once` throws. */
  ledger?: string
}

/** A context for running a definition without a worker: it writes down what the job says, and its files are plain files. */
export function recordContext<Stage extends string>(
  options: RecordContextOptions = {},
): { context: JobContext<Stage>; recorded: Recorded<Stage> } {
  const { directory, pathOf, ledger, env = {}, signal = new AbortController().signal } = options
  const recorded: Recorded<Stage> = { stages: [], progress: [], lines: [] }
  const write = (line: string) => void recorded.lines.push(line)
  const log: JobLog = Object.assign(write, { info: write, warn: write, error: write })
  const context: JobContext<Stage> = {
    attempt: options.attempt ?? 1,
    id: 'test:j_1',
    signal,
    env,
    once: ledger ? createOnce(() => openJobLedger(ledger), signal) : noLedger,
    stage: (name) => void recorded.stages.push(name),
    progress: (update) => void recorded.progress.push(update),
    log,
    children: testChildren().children,
    files: {
      async open(upload) {
        if (!pathOf) throw new Error('This context has no uploads. Give recordContext a pathOf.')
        return createReadStream(pathOf(upload))
      },
      async write(name, content, { mediaType = 'application/octet-stream' } = {}) {
        if (!directory) throw new Error('This context keeps no files. Give recordContext a directory.')
        const chunks = typeof content === 'string' || content instanceof Uint8Array ? Readable.from([content]) : content
        const file = await open(join(directory, name), 'wx')
        try {
          for await (const chunk of chunks) await file.writeFile(chunk)
          const { size } = await file.stat()
          return { name, bytes: size, mediaType }
        } finally {
          await file.close()
        }
      },
    },
  }
  return { context, recorded }
}

async function noLedger(): Promise<never> {
  throw new Error('This context remembers nothing. Give recordContext a ledger.')
}
