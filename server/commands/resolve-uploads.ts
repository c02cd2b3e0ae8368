import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { InvalidInputError } from '#core/errors.ts'
import { type JobAddress, parseJobId } from '#core/job-id.ts'
import type { Upload } from '#core/upload.ts'
import type { FileRights } from '#server/auth/file-rights.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { findHeldUpload, findUpload, isMissing, ownerOfUpload, storeUpload } from '#server/store/uploads.ts'

export interface FileSources {
  paths: DataPaths
  /** Where the samples of job types lie. */
  samplesDir: string
  /** Whose files may be used. Without it, only those of the job that is repeated or that adds this one. */
  rights?: FileRights
}

export interface Resolved {
  /** The input with every reference to a file replaced by what is known of the file. */
  input: unknown
  uploads: Upload[]
  /** Of uploads that are not taken from where they were sent to: the jobs that hold them, by upload. */
  holders?: ReadonlyMap<string, JobAddress>
}

/**
 * Replaces `{uploadId}` and `{sample}` anywhere in a job's input by the record of the uploaded file, whatever else the submitter
 * claimed about it. A sample is stored as an upload first, so a job never depends on files that come with the program. An upload whose
 * day is over is looked for with the job that the reference names, or with `earlier`, the job this input repeats. A file that somebody may
 * not use is answered like one that does not exist: with `InvalidInputError`.
 */
export async function resolveUploads(
  { paths, samplesDir, rights }: FileSources,
  input: unknown,
  earlier?: JobAddress,
): Promise<Resolved> {
  const uploads: Upload[] = []
  const holders = new Map<string, JobAddress>()

  async function resolve(value: unknown, path: string): Promise<unknown> {
    if (Array.isArray(value)) return Promise.all(value.map((item, i) => resolve(item, dotted(path, String(i)))))
    if (typeof value !== 'object' || value === null) return value
    const reference = value as { uploadId?: unknown; job?: unknown; sample?: unknown }
    if (typeof reference.uploadId === 'string') return known(await find(reference.uploadId, reference.job), path)
    if (typeof reference.sample === 'string' && Object.keys(value).length === 1) {
      return known(await storeSample(paths, samplesDir, reference.sample), path)
    }
    const entries = Object.entries(value).map(
      async ([key, item]) => [key, await resolve(item, dotted(path, key))] as const,
    )
    return Object.fromEntries(await Promise.all(entries))
  }

  async function find(uploadId: string, job: unknown): Promise<Upload | undefined> {
    const upload = await findUpload(paths, uploadId)
    if (upload && rights?.upload(await ownerOfUpload(paths, uploadId))) return upload
    const named = typeof job === 'string' ? parseJobId(job) : undefined
    const holder = named && (await rights?.inputOf(named)) ? named : earlier
    if (!holder) return undefined
    holders.set(uploadId, holder)
    return findHeldUpload(paths, holder, uploadId)
  }

  function known(upload: Upload | undefined, path: string): Upload {
    if (!upload) {
      throw new InvalidInputError([
        { path, message: 'This file is no longer here: an upload is kept for a day. Choose it again.' },
      ])
    }
    uploads.push(upload)
    return upload
  }

  return { input: await resolve(input, ''), uploads, holders: holders.size > 0 ? holders : undefined }
}

async function storeSample(paths: DataPaths, samplesDir: string, name: string): Promise<Upload | undefined> {
  if (!/^[a-z0-9-]+\.[a-z0-9]+$/.test(name)) return undefined
  // Opened when it is read: a stream that fails before anybody listens would end the process.
  async function* content() {
    yield* createReadStream(join(samplesDir, name))
  }
  try {
    const { expiresAt: _expiresAt, ...upload } = await storeUpload(paths, {
      name,
      mediaType: sampleMediaType(name),
      content: content(),
    })
    return upload
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const sampleMediaType = (name: string) => (name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream')

const dotted = (path: string, key: string) => (path ? `${path}.${key}` : key)
