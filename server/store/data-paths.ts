import { join } from 'node:path'
import type { JobAddress } from '#core/job-id.ts'

/**
 * Where files live below the data directory. A job's folder holds what it was given (`input`) and what it made (`files`), so that
 * its end is the end of one folder. Ids are encoded, so no id can name another place.
 */
export const dataPaths = (dataDir: string) => ({
  temporary: join(dataDir, 'tmp'),
  upload: (uploadId: string) => join(dataDir, 'uploads', uploadId),
  job: ({ queue, id }: JobAddress) => join(dataDir, 'jobs', folderName(queue), folderName(id)),
  jobInput: (address: JobAddress) => join(dataPaths(dataDir).job(address), 'input'),
  jobFiles: (address: JobAddress) => join(dataPaths(dataDir).job(address), 'files'),
})

// Dots too: a foreign job may be called "..".
const folderName = (text: string) => encodeURIComponent(text).replaceAll('.', '%2E')

export type DataPaths = ReturnType<typeof dataPaths>
