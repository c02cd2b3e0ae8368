import type { FileHandle } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { SignInRequiredError } from '#core/auth-errors.ts'
import { can } from '#core/can.ts'
import { JobIdFormatError, UnknownFileError } from '#core/errors.ts'
import type { Job, JobFile } from '#core/job.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { DownloadPass } from '#server/auth/download-pass.ts'
import { headersOf } from '#server/auth/headers-of.ts'
import type { JobLinks } from '#server/auth/job-links.ts'
import { requireJobRight } from '#server/auth/job-rights.ts'
import { linkHolderIn } from '#server/auth/link-holder-in.ts'
import type { Log } from '#server/log.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { openJobFile } from '#server/store/job-files.ts'
import { errorAnswer } from './error-answer.ts'
import { planFile, type StoredFile } from './file-plan.ts'
import { plainProblem } from './problem.ts'

export interface DownloadServices extends JobSources {
  auth: Pick<Auth, 'authenticate' | 'forget'>
  jobLinks: Pick<JobLinks, 'holderOf'>
  downloadPass: DownloadPass
  paths: DataPaths
  log: Log
  /** Who takes nothing of a download for so long is cut off, in milliseconds. Default a minute. */
  stalledMs?: number
}

/** Answers a request for an artifact of a job. */
export type Downloads = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>

const filePath = /^\/api\/jobs\/([^/]+)\/files\/([^/]+)$/

/** Whether a request is for an artifact. */
export const isDownload = (path: string | undefined): boolean => filePath.test(path ?? '')

/**
 * Serves the artifacts of jobs, outside of Next: that takes the length off whatever it streams, so no download would know how far it is,
 * and packs text, so no range of it would fit.
 */
export function createDownloads(services: DownloadServices): Downloads {
  return async (request, response, requestId) => {
    const { log } = services
    const url = new URL(request.url ?? '', 'http://waybill')
    let handle: FileHandle | undefined
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(response, requestId)
      const [id, name] = namesIn(url.pathname)
      await requireJobRight(services, await requesterOf(services, request, id), 'job.result.view', id)
      const file = await findFile(services, id, name)
      handle = file.handle
      const headOnly = request.method === 'HEAD'
      const view = url.searchParams.get('view') === '1'
      const plan = planFile({ headers: request.headers, view, headOnly }, file.stored)
      response.writeHead(plan.status, plan.headers)
      if (headOnly || plan.status === 304 || file.stored.bytes === 0) return void response.end()
      response.setTimeout(services.stalledMs ?? 60_000, () => void response.destroy())
      await pipeline(handle.createReadStream({ ...plan.range, autoClose: false, highWaterMark: 256 * 1024 }), response)
    } catch (error) {
      // Who leaves before the end needs no answer, and it is nobody's fault.
      if (response.headersSent || response.destroyed) return void response.destroy()
      const { status, headers, body } = errorAnswer(error, { requestId, url: request.url, log })
      const forgotten = error instanceof SignInRequiredError ? services.auth.forget(headersOf(request)) : undefined
      if (forgotten !== undefined) response.setHeader('Set-Cookie', forgotten)
      response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : JSON.stringify(body))
    } finally {
      await handle?.close()
    }
  }
}

/** Who asks for a file: by a pass for this job, else a person or a program, else by a link. */
async function requesterOf({ auth, jobLinks, downloadPass }: DownloadServices, request: IncomingMessage, id: string) {
  const header = headersOf(request)
  const token = header('authorization') === undefined ? downloadPass.tokenIn(header) : undefined
  const holder = token === undefined ? undefined : await jobLinks.holderOf(token)
  // What a pass does not allow may still be somebody's own right.
  if (can(holder, 'job.result.view', { kind: 'job', id, owner: undefined })) return holder
  return (await auth.authenticate(header)) ?? (await linkHolderIn(jobLinks, header))
}

interface OpenFile {
  handle: FileHandle
  stored: StoredFile
}

function namesIn(path: string): [id: string, name: string] {
  const [, id = '', name = ''] = (filePath.exec(path) ?? []).map(decoded)
  return [id, name]
}

async function findFile(services: DownloadServices, id: string, name: string): Promise<OpenFile> {
  const { job, address } = await requireJob(services, id)
  const known = filesOf(job).find((file) => file.name === name)
  const handle =
    known && (await openJobFile(services.paths, { job: address, attempt: job.attempt.current }, known.name))
  if (!known || !handle) throw new UnknownFileError()
  return { handle, stored: await storedFile(handle, known) }
}

/** What its last attempt made. Until it has ended, nobody knows whether that stays. */
function filesOf(job: Job): readonly JobFile[] {
  if (job.state === 'success') return job.result.files
  return (job.state === 'failure' && job.files) || []
}

// A file is only ever replaced as a whole, under a new number of the file system.
async function storedFile(handle: FileHandle, file: JobFile): Promise<StoredFile> {
  const { ino, size, mtimeNs } = await handle.stat({ bigint: true })
  const tag = [ino, size, mtimeNs].map((part) => part.toString(36)).join('-')
  return { ...file, bytes: Number(size), tag, modifiedAt: Number(mtimeNs / 1_000_000n) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new JobIdFormatError()
  }
}

function refuseMethod(response: ServerResponse, requestId: string): void {
  const problem = plainProblem('method_not_allowed', 'A file is fetched with GET.', requestId)
  response.writeHead(problem.status, { Allow: 'GET, HEAD', 'Content-Type': 'application/problem+json; charset=utf-8' })
  response.end(JSON.stringify(problem))
}
