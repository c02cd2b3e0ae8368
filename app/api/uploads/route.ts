import { BadRequestError } from '#core/errors.ts'
import type { UploadAnswer } from '#core/submit.ts'
import { atPace } from '#server/decode/at-pace.ts'
import { countBytes } from '#server/limits/count-bytes.ts'
import { senderKey } from '#server/limits/sender-key.ts'
import { maxUploadBytes, storeUpload } from '#server/store/uploads.ts'
import { handle, json } from '../handle.ts'
import { refuseEncoded, refuseTooLarge } from '../read-json.ts'

/** Takes a file as the raw body, streamed to the disk. */
export const POST = handle(
  'job.submit',
  async (request, { paths, storage, limits, uploads }, _params, { principal }) => {
    refuseEncoded(request)
    refuseTooLarge(request, maxUploadBytes)
    await storage.requireDisk(Number(request.headers.get('content-length') ?? 0))
    const key = senderKey(principal)
    const body = request.body === null ? emptyBody() : atPace(request.body)
    const stored = await uploads.run(key, () =>
      storeUpload(paths, {
        name: fileName(request.headers.get('x-file-name')),
        mediaType: mediaType(request.headers.get('content-type')),
        owner: principal.id,
        content: countBytes(body, (points) => limits.take({ limit: 'uploadKib', key, points })),
        signal: request.signal,
      }),
    )
    const { uploadId, name, bytes, sha256 } = stored
    const answer: UploadAnswer = { uploadId, name, bytes, sha256, expiresAt: new Date(stored.expiresAt).toISOString() }
    return json(answer, { status: 201 })
  },
)

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

function fileName(header: string | null): string {
  try {
    return decodeURIComponent(header ?? 'file')
  } catch {
    throw new BadRequestError('bad_request', 'X-File-Name must be percent-encoded UTF-8.', 'X-File-Name')
  }
}

/** Only a plain media type is kept; a form's is not a file's. */
function mediaType(header: string | null): string {
  const type = header?.split(';')[0]?.trim().toLowerCase() || 'application/octet-stream'
  if (type.startsWith('multipart/')) {
    throw new BadRequestError('content_type', 'Send the file itself as the body, not a form.')
  }
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}$/.test(type) ? type : 'application/octet-stream'
}
