import { jobPath } from '#components/api/job-path.ts'
import { formatBytes } from '#components/format/quantity.ts'
import { KeptNote } from '#components/job/kept-note.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { JobIn } from '#core/job.ts'
import { FetchedSection } from './fetched-section.tsx'
import { FileList } from './file-list.tsx'
import { JsonText } from './json-text.tsx'

/** What the job made: in a few words, as files, and as data. */
export function ResultSection({ job }: { job: JobIn<'success'> }) {
  const { result } = job
  return (
    <section aria-labelledby="result" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="result" className="font-semibold text-base">
          Result
        </h2>
        <span className="text-muted text-xs">
          <KeptNote job={job} />
        </span>
      </div>
      {result.summary && <UserText className="text-base">{result.summary}</UserText>}
      <FileList id={job.id} files={result.files} />
      {result.available ? (
        <FetchedSection
          key={job.attempt.current}
          title={`Data, ${formatBytes(result.bytes)}`}
          path={jobPath.result(job.id)}
        >
          {(answer: unknown) => <JsonText value={answer} label="Result data" />}
        </FetchedSection>
      ) : (
        <p className="text-muted">This job left no data behind.</p>
      )}
    </section>
  )
}
