import { type FileHandle, link, open, readdir, rm } from 'node:fs/promises'
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
 * by other jobs; this job keeps its input as long as it lives. With `holder`, it comes from that job, which holds it already. Throws
 * `UploadGoneError`.
 */
export async function claimUpload(
  paths: DataPaths,
  job: JobAddress,
  upload: Upload,
  holder?: JobAddress,
): Promise<void> {
  const folder = paths.jobInput(job)
  await makeFolderDurably(folder)
  const own = paths.heldUpload(job, upload.uploadId)
  const uploaded = paths.upload(upload.uploadId)
  const from = holder
    ? paths.heldUpload(holder, upload.uploadId)
    : { content: join(uploaded, 'content'), record: join(uploaded, 'record.json') }
  try {
    // The record last: what has one is whole.
    await linkOnce(from.content, own.content)
    await linkOnce(from.record, own.record)
  } catch (error) {
    throw isMissing(error) ? new UploadGoneError(upload.name) : error
  }
  await flushFolder(folder)
}

async function linkOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    // The same submit, sent again, holds it already.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

/** Takes back every file of a job that did not come to be. */
export const removeJobFolder = (paths: DataPaths, job: JobAddress): Promise<void> =>
  rm(paths.job(job), { recursive: true, force: true })

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

/** One attempt of a job. */
export interface JobAttemptAddress {
  job: JobAddress
  attempt: number
}

export interface NewJobFile {
  name: string
  content: AsyncIterable<Uint8Array> | Uint8Array | string
  mediaType?: string
  signal?: AbortSignal
}

/** Writes an artifact of a job. Throws `InvalidFileNameError`. */
export async function writeJobFile(
  paths: DataPaths,
  { job, attempt }: JobAttemptAddress,
  file: NewJobFile,
): Promise<JobFile> {
  const name = checkFileName(file.name)
  const content =
    typeof file.content === 'string' || file.content instanceof Uint8Array
      ? Readable.from([Buffer.from(file.content)])
      : file.content
  const target = join(paths.attemptFiles(job, attempt), name)
  const bytes = await writeDurably({ temporary: paths.temporary, target, content, signal: file.signal })
  return { name, bytes, mediaType: plainMediaType(file.mediaType) ?? mediaTypeOf(name) }
}

/** Takes back what earlier attempts of a job made: only the files of the last one are listed. */
export async function removeEarlierFiles(paths: DataPaths, { job, attempt }: JobAttemptAddress): Promise<void> {
  const folders = await readdir(paths.jobFiles(job)).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  const earlier = folders.filter((folder) => Number(folder) < attempt)
  await Promise.all(earlier.map((each) => rm(paths.attemptFiles(job, Number(each)), { recursive: true, force: true })))
}

/**
 * Opens an artifact, which the caller closes; undefined when the attempt made none of that name. Who has it open can read it to its end,
 * also when it is replaced or removed meanwhile.
 */
export async function openJobFile(
  paths: DataPaths,
  { job, attempt }: JobAttemptAddress,
  name: string,
): Promise<FileHandle | undefined> {
  try {
    return await open(join(paths.attemptFiles(job, attempt), checkFileName(name)), 'r')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const mediaTypes = new Map(
  Object.entries({
    csv: 'text/csv',
    avif: 'image/avif',
    gif: 'image/gif',
    html: 'text/html',
    jpeg: 'image/jpeg',
    jpg: 'image/jpeg',
    json: 'application/json',
    pdf: 'application/pdf',
    png: 'image/png',
    txt: 'text/plain',
    webp: 'image/webp',
    zip: 'application/zip',
  }),
)

/** What a file probably is, by its ending. */
export const mediaTypeOf = (name: string): string =>
  mediaTypes.get(name.split('.').at(-1)?.toLowerCase() ?? '') ?? 'application/octet-stream'

// It becomes a header of the download: anything but a plain type is not taken over.
const plainMediaType = (type: string | undefined) =>
  type && /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/i.test(type) ? type : undefined
