import type { CsvProfile } from '#workers/csv-report/csv-profile.ts'
import { type ProfileOptions, profileCsv } from '#workers/csv-report/profile-csv.ts'

/** The profile of a text, or of bytes, that arrive in pieces of `chunkBytes`. */
export function profileBytes(
  content: string | Uint8Array,
  { chunkBytes = 1000, ...options }: Partial<ProfileOptions> & { chunkBytes?: number } = {},
): Promise<CsvProfile> {
  const bytes = Buffer.from(content)
  async function* source() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
  return profileCsv(source(), {
    file: { name: 'table.csv', bytes: bytes.length },
    header: true,
    signal: new AbortController().signal,
    onDetected() {},
    onProgress() {},
    onRead() {},
    ...options,
  })
}
