import { createReadStream } from 'node:fs'
import { link, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { UploadGoneError } from '#core/errors.ts'
import type { JobFile } from '#core/job.ts'
import type { JobAddress } from '#core/job-id.ts'
import { type Upload, uploadIdPattern } from '#core/upload.ts'
import type { DataPaths } from './data-paths.ts'
import { checkFileName } from './file-name.ts'
import { isMissing } from './uploads.ts'
import { flushFolder, makeFolderDurably, writeDurably } from './write-durably.ts'

/**
 * Gives a job its own hold on an upload: a second name for the same file, which costs no space. The upload may expire or be used
 * by other jobs; this job keeps its input as long as it lives. Throws `UploadGoneError`.
 */
export async function claimUpload(paths: DataPaths, job: JobAddress, upload: Upload): Promise<void> {
  const folder = paths.jobInput(job)
  await makeFolderDurably(folder)
  try {
    await link(join(paths.upload(upload.uploadId), 'content'), join(folder, upload.uploadId))
  } catch (error) {
    // The same submit, sent again, holds it already.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
    throw isMissing(error) ? new UploadGoneError(upload.name) : error
  }
  await flushFolder(folder)
}

/** Opens a file the job was given. Throws `UploadGoneError`. */
export async function openJobInput(paths: DataPaths, job: JobAddress, upload: Upload): Promise<Readable> {
  // What a job's stored input names is a path only once it is proven to be an upload's id.
  if (!uploadIdPattern.test(upload.uploadId)) throw new UploadGoneError(upload.name)
  try {
    const file = await open(join(paths.jobInput(job), upload.uploadId), 'r')
    return file.createReadStream({ highWaterMark: 256 * 1024 })
  } catch (error) {
    throw isMissing(error) ? new UploadGoneError(upload.name) : error
  }
}

export interface NewJobFile {
  name: string
  content: AsyncIterable<Uint8Array> | Uint8Array | string
  mediaType?: string
  signal?: AbortSignal
}

/** Writes an artifact of a job. Throws `InvalidFileNameError`. */
export async function writeJobFile(paths: DataPaths, job: JobAddress, file: NewJobFile): Promise<JobFile> {
  const name = checkFileName(file.name)
  const content =
    typeof file.content === 'string' || file.content instanceof Uint8Array
      ? Readable.from([Buffer.from(file.content)])
      : file.content
  const target = join(paths.jobFiles(job), name)
  const bytes = await writeDurably({ temporary: paths.temporary, target, content, signal: file.signal })
  return { name, bytes, mediaType: plainMediaType(file.mediaType) ?? mediaTypeOf(name) }
}

/** Size of an artifact, or undefined when the job has none of that name. */
export async function jobFileBytes(paths: DataPaths, job: JobAddress, name: string): Promise<number | undefined> {
  try {
    return (await stat(join(paths.jobFiles(job), checkFileName(name)))).size
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Streams an artifact, or the bytes `start` to `end` (inclusive) of it. */
export const readJobFile = (paths: DataPaths, job: JobAddress, name: string, range?: { start: number; end: number }) =>
  createReadStream(join(paths.jobFiles(job), checkFileName(name)), range)

const mediaTypes = new Map(
  Object.entries({
    csv: 'text/csv',
    html: 'text/html',
    jpg: 'image/jpeg',
    json: 'application/json',
    pdf: 'application/pdf',
    png: 'image/png',
    txt: 'text/plain',
    webp: 'image/webp',
    zip: 'application/zip',
  }),
)

const mediaTypeOf = (name: string) =>
  mediaTypes.get(name.split('.').at(-1)?.toLowerCase() ?? '') ?? 'application/octet-stream'

// It becomes a header of the download: anything but a plain type is not taken over.
const plainMediaType = (type: string | undefined) =>
  type && /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/i.test(type) ? type : undefined
