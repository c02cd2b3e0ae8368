import { Readable } from 'node:stream'
import type { JobFiles } from '#core/define-job.ts'
import type { JobFile } from '#core/job.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { type JobAttemptAddress, openJobInput, removeEarlierFiles, writeJobFile } from '#server/store/job-files.ts'
import { WorkError } from './work-error.ts'

/** What one job may make. The list of its files is pushed to everybody who watches it, so it is kept short. */
export const jobFileQuota = { files: 100, bytes: 5 * 2 ** 30 }

export interface JobFileWriter {
  files: JobFiles
  /** What was made so far. */
  written: readonly JobFile[]
}

export interface JobFileWriterOptions {
  quota?: typeof jobFileQuota
  /** Hears of each file that is whole, before the job does. */
  onWritten?(file: JobFile): Promise<void>
}

/** Gives an attempt the files of its job: what it was given to read, and what it makes, as far as `quota` goes. */
export function createJobFileWriter(
  paths: DataPaths,
  address: JobAttemptAddress,
  signal: AbortSignal,
  { quota = jobFileQuota, onWritten }: JobFileWriterOptions = {},
): JobFileWriter {
  const written: JobFile[] = []
  const names = new Set<string>()
  /** Of whole files and of those that are being written. */
  let used = 0
  let clearing: Promise<void> | undefined

  async function* counted(content: AsyncIterable<Uint8Array>, own: { bytes: number }) {
    for await (const chunk of content) {
      // A stream may bring text, whatever its type says.
      const bytes = Buffer.byteLength(chunk)
      own.bytes += bytes
      used += bytes
      if (used > quota.bytes) throw tooMuch(`are larger than the ${quota.bytes} bytes it may make`, 'Make them smaller')
      yield chunk
    }
  }

  return {
    written,
    files: {
      open: (upload) => openJobInput(paths, address.job, upload),
      async write(name, content, { mediaType } = {}) {
        if (!names.has(name) && names.size >= quota.files) {
          throw tooMuch(`are more than the ${quota.files} it may make`, 'Put them into an archive')
        }
        const isNew = !names.has(name)
        names.add(name)
        const own = { bytes: 0 }
        try {
          // Nobody is shown them any more.
          clearing ??= removeEarlierFiles(paths, address)
          await clearing
          const whole = typeof content === 'string' || content instanceof Uint8Array
          const stream = counted(whole ? Readable.from([Buffer.from(content)]) : content, own)
          const file = await writeJobFile(paths, address, { name, content: stream, mediaType, signal })
          const earlier = written.findIndex((known) => known.name === name)
          if (earlier >= 0) used -= written.splice(earlier, 1)[0]?.bytes ?? 0
          written.push(file)
          await onWritten?.(file)
          return file
        } catch (error) {
          used -= own.bytes
          if (isNew && !written.some((known) => known.name === name)) names.delete(name)
          throw error
        }
      },
    },
  }
}

const tooMuch = (what: string, advice: string) =>
  new WorkError('result-too-large', `The files of this job ${what}. ${advice}.`)
