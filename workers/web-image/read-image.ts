import type { ByteStream } from '#core/define-job.ts'
import { ImageRefusedError } from './image-error.ts'
import { maxPixels, openSharp } from './open-sharp.ts'
import { vipsWork } from './vips-work.ts'

/** As large as an upload may be: all of it is held in memory while its sizes are made. */
export const maxImageBytes = 50 * 2 ** 20

/** A picture that can be read, as it is looked at: turned the way its camera was held. */
export interface ReadImage {
  /** What a person called it. */
  name: string
  content: Buffer
  format: string
  width: number
  height: number
}

/** Reads a picture and looks at its beginning. Throws `ImageRefusedError`. */
export async function readImage(name: string, source: ByteStream, signal: AbortSignal): Promise<ReadImage> {
  const content = await wholeOf(name, source, signal)
  const { format, compression, pages, autoOrient } = await vipsWork(name, signal, async () =>
    (await openSharp(content)).metadata(),
  )
  if (format === undefined) throw new ImageRefusedError(`${name} is no picture.`)
  if ((pages ?? 1) > 1) {
    throw new ImageRefusedError(`${name} is animated, and only its first picture would be left. Give a still one.`)
  }
  const { width, height } = autoOrient
  if (width * height > maxPixels) {
    throw new ImageRefusedError(
      `${name} has ${width} × ${height} pixels, which are more than the ${Math.floor(maxPixels / 1e6)} million this job takes.`,
    )
  }
  return { name, content, format: compression === 'av1' ? 'avif' : format, width, height }
}

async function wholeOf(name: string, source: ByteStream, signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of source) {
    signal.throwIfAborted()
    bytes += chunk.byteLength
    if (bytes > maxImageBytes) throw new ImageRefusedError(`${name} is larger than ${maxImageBytes / 2 ** 20} MiB.`)
    chunks.push(chunk)
  }
  if (bytes === 0) throw new ImageRefusedError(`${name} is empty.`)
  return Buffer.concat(chunks, bytes)
}
