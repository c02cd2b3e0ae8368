import { AskError, problemOf } from '#components/api/ask.ts'
import type { UploadAnswer } from '#core/submit.ts'
import { newJob as w } from '#words/new-job.ts'

interface UploadOptions {
  /** Called with 0 to 100 while the file goes out. */
  onPercent: (percent: number) => void
  signal: AbortSignal
}

/** Sends a file. XMLHttpRequest, because fetch does not say how much has gone out. Rejects with `AskError`. */
export function uploadFile(file: File, { onPercent, signal }: UploadOptions): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/uploads')
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name.toWellFormed()))
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onPercent(total > 0 ? (loaded / total) * 100 : 0)
    request.onload = () => {
      if (request.status === 201) resolve(request.response)
      else reject(new AskError(problemOf(request.status, request.response)))
    }
    request.onerror = () => reject(new AskError({ status: 0, code: 'upload_broken', detail: w.files.brokenOff }))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
