import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ByteStream } from '#core/define-job.ts'

/** A file of an archive. It is opened when it is its turn. */
export interface ZipEntry {
  path: string
  open(): Promise<ByteStream>
}

/** An archive of these files, made while it is read: no more of it is in memory than what is on its way. Pictures are not packed again. */
export async function* zipStream(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = new PassThrough()
  const open = new Set<Readable>()
  const fail = (error: Error) => void output.destroy(error)
  zip.on('error', fail)
  zip.outputStream.pipe(output)
  for (const entry of entries) {
    zip.addReadStreamLazy(entry.path, { compress: false }, (give) => {
      // What cannot be opened or read ends the archive: half a file must not look like a whole one.
      const content = Readable.from(read(entry), { objectMode: false })
      open.add(content)
      content.once('error', fail).once('close', () => open.delete(content))
      give(null, content)
    })
  }
  zip.end()
  try {
    yield* output
  } finally {
    output.destroy()
    for (const content of open) content.destroy()
  }
}

async function* read(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  yield* await entry.open()
}
