import { join } from 'node:path'
import type { JobAddress } from '#core/job-id.ts'

/**
 * Where files live below the data directory. A job's folder holds what it was given (`input`), what it made (`files`) and what it did at
 * most once (`once.jsonl`), so that its end is the end of one folder. Each attempt has files of its own: a worker that lost its job may go
 * on writing, and must not write over what the next one makes. Ids are encoded, so no id can name another place.
 */
export const dataPaths = (dataDir: string) => ({
  dataDir,
  temporary: join(dataDir, 'tmp'),
  uploads: join(dataDir, 'uploads'),
  jobs: join(dataDir, 'jobs'),
  upload: (uploadId: string) => join(dataDir, 'uploads', uploadId),
  job: ({ queue, id }: JobAddress) => join(dataDir, 'jobs', folderName(queue), folderName(id)),
  jobInput: (address: JobAddress) => join(dataPaths(dataDir).job(address), 'input'),
  heldUpload: (holder: JobAddress, uploadId: string) => {
    const content = join(dataPaths(dataDir).jobInput(holder), uploadId)
    return { content, record: `${content}.json` }
  },
  jobLedger: (address: JobAddress) => join(dataPaths(dataDir).job(address), 'once.jsonl'),
  jobFiles: (address: JobAddress) => join(dataPaths(dataDir).job(address), 'files'),
  attemptFiles: (address: JobAddress, attempt: number) => join(dataPaths(dataDir).jobFiles(address), String(attempt)),
})

// Dots too: a foreign job may be called "..".
const folderName = (text: string) => encodeURIComponent(text).replaceAll('.', '%2E')

/** The text a folder below `jobs` was named after; undefined for one that Waybill did not name. */
export function nameOfFolder(folder: string): string | undefined {
  try {
    const text = decodeURIComponent(folder)
    return folderName(text) === folder ? text : undefined
  } catch {
    // Half a percent sign: not ours.
    return undefined
  }
}

export type DataPaths = ReturnType<typeof dataPaths>
