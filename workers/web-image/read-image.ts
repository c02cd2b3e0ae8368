import type { ByteStream } from '#core/define-job.ts'
import { ImageRefusedError } from './image-error.ts'
import { maxReadBytes, memoryNeed } from './memory-need.ts'
import { openSharp } from './open-sharp.ts'
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
  const metadata = await vipsWork(name, signal, async () => (await openSharp(content)).metadata())
  const { format, compression, pages, autoOrient } = metadata
  if ((pages ?? 1) > 1) {
    throw new ImageRefusedError(`${name} is animated, and only its first picture would be left. Give a still one.`)
  }
  const { width, height } = autoOrient
  if (memoryNeed(metadata, width * height) > maxReadBytes) {
    throw new ImageRefusedError(
      `${name} has ${width} × ${height} pixels, and can only be read as a whole. Save it smaller, or as a JPEG that is not progressive.`,
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
