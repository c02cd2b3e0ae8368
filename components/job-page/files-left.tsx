import type { JobIn } from '#core/job.ts'
import { FileList } from './file-list.tsx'

/** What a failed job had made by then: a report of a part is better than none. */
export function FilesLeft({ job }: { job: JobIn<'failure'> }) {
  if (!job.files?.length) return null
  return (
    <section aria-labelledby="files-left" className="flex flex-col gap-3">
      <h2 id="files-left" className="font-semibold text-base">
        Files made before it failed
      </h2>
      <FileList id={job.id} files={job.files} />
    </section>
  )
}
