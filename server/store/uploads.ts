import { createHash } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { BadRequestError, BodyTooLargeError } from '#core/errors.ts'
import { type JobAddress, randomId } from '#core/job-id.ts'
import { type Upload, uploadIdPattern } from '#core/upload.ts'
import type { DataPaths } from './data-paths.ts'
import { displayName } from './file-name.ts'
import { writeDurably } from './write-durably.ts'

/** How long an upload waits for the job it is for, in milliseconds. */
export const uploadLifetimeMs = 24 * 60 * 60 * 1000

/** The largest file that is taken, in bytes; a job type may allow less. */
export const maxUploadBytes = 5 * 2 ** 30

const recordSchema = z.strictObject({
  uploadId: z.string(),
  name: z.string(),
  bytes: z.number(),
  mediaType: z.string(),
  sha256: z.string(),
})

export interface NewUpload {
  name: string
  mediaType: string
  content: AsyncIterable<Uint8Array>
  /** Who sends it; without one it is nobody's. */
  owner?: string
  maxBytes?: number
  signal?: AbortSignal
}

/**
 * Streams a file to the disk, counting and hashing as it goes; never holds it in memory. The record is written after the
 * content, so an upload that has one is whole. Throws `BodyTooLargeError` and, for nothing at all, `BadRequestError`.
 */
export async function storeUpload(paths: DataPaths, upload: NewUpload): Promise<Upload & { expiresAt: number }> {
  const { name, mediaType, content, owner, signal, maxBytes = maxUploadBytes } = upload
  const uploadId = `u_${randomId()}`
  const folder = paths.upload(uploadId)
  const hash = createHash('sha256')
  async function* counted() {
    let bytes = 0
    for await (const chunk of content) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes)
      hash.update(chunk)
      yield chunk
    }
    if (bytes === 0) throw new BadRequestError('file_empty', 'The file is empty. Choose a file with content.')
  }
  try {
    const target = join(folder, 'content')
    const bytes = await writeDurably({ temporary: paths.temporary, target, content: counted(), signal })
    const record: Upload = { uploadId, name: displayName(name), bytes, mediaType, sha256: hash.digest('hex') }
    const write = (file: string, text: string) =>
      writeDurably({ temporary: paths.temporary, target: join(folder, file), content: textOf(text), signal })
    if (owner !== undefined) await write('owner', owner)
    await write('record.json', JSON.stringify(record))
    return { ...record, expiresAt: Date.now() + uploadLifetimeMs }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** What is known of an upload; undefined when there is none, or it was not used in time. */
export async function findUpload(paths: DataPaths, uploadId: string): Promise<Upload | undefined> {
  if (!uploadIdPattern.test(uploadId)) return undefined
  return readRecord(join(paths.upload(uploadId), 'record.json'), uploadLifetimeMs)
}

/** Who sent an upload; undefined when that is not known. No part of its record, which goes on to every job that holds the file. */
export async function ownerOfUpload(paths: DataPaths, uploadId: string): Promise<string | undefined> {
  if (!uploadIdPattern.test(uploadId)) return undefined
  try {
    return await readFile(join(paths.upload(uploadId), 'owner'), 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const textOf = (text: string) => Readable.from([Buffer.from(text)])

/** What is known of an upload that a job holds; undefined when it holds none of this id. */
export async function findHeldUpload(
  paths: DataPaths,
  holder: JobAddress,
  uploadId: string,
): Promise<Upload | undefined> {
  return uploadIdPattern.test(uploadId) ? readRecord(paths.heldUpload(holder, uploadId).record) : undefined
}

async function readRecord(path: string, lifetimeMs = Number.POSITIVE_INFINITY): Promise<Upload | undefined> {
  try {
    const { mtimeMs } = await stat(path)
    if (Date.now() > mtimeMs + lifetimeMs) return undefined
    return recordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Whether a file operation failed because there is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
