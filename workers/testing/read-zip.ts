import { buffer } from 'node:stream/consumers'
import yauzl from 'yauzl'

/** The files of an archive by their paths, read by another library than wrote it, which checks sizes and names. */
export async function readZip(archive: Buffer): Promise<Record<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const files: Record<string, Buffer> = {}
  for await (const entry of zip.eachEntry())
    files[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry))
  return files
}
