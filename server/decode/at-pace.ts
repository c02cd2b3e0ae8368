import { BadRequestError } from '#core/errors.ts'

export interface Pace {
  /** How long is waited for `minBytes`, in milliseconds. Only waiting counts: a slow disk of ours is not the sender's fault. */
  windowMs: number
  minBytes: number
}

/** Ten KiB a second: slower than any line in use, and too fast for holding thousands of requests open for nothing. */
export const slowestPace: Pace = { windowMs: 30_000, minBytes: 300 * 1024 }

/** Passes on what a body brings, and gives it up when it comes slower than `pace`. Throws `BadRequestError`. */
export async function* atPace(body: ReadableStream<Uint8Array>, pace = slowestPace): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  let waitedMs = 0
  let bytes = 0
  let whole = false
  try {
    for (;;) {
      const asked = performance.now()
      const { done, value } = await readWithin(reader, pace.windowMs - waitedMs)
      if (done) {
        whole = true
        return
      }
      waitedMs += performance.now() - asked
      bytes += value.byteLength
      yield value
      if (bytes < pace.minBytes) continue
      waitedMs = 0
      bytes = 0
    }
  } finally {
    // Whoever sent it may be gone already, and then there is nothing to cancel. Nobody waits for it: Next's stream of a request is
    // only cancelled once the request has come to its end, which is what was given up here.
    if (!whole) reader.cancel().catch(() => {})
  }
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, ms: number) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const error = new BadRequestError('body_timeout', 'The body came too slowly, so it was given up. Send it again.')
    timer = setTimeout(() => reject(error), ms)
  })
  try {
    return await Promise.race([reader.read(), late])
  } catch (error) {
    if (error instanceof BadRequestError) throw error
    throw new BadRequestError('body_incomplete', 'The body ended before it was whole. Send it again.')
  } finally {
    clearTimeout(timer)
  }
}
