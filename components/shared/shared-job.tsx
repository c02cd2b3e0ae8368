import type { ReactNode } from 'react'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { KeptNote } from '#components/job/kept-note.tsx'
import { StateBadge } from '#components/job/state-badge.tsx'
import { GoneNote } from '#components/job-page/gone-note.tsx'
import { JobNow } from '#components/job-page/job-now.tsx'
import { tabTitle } from '#components/job-page/tab-title.ts'
import { useJob } from '#components/live/use-job.ts'
import { ConnectionStatus } from '#components/shell/connection-status.tsx'
import { LastKnown } from '#components/shell/last-known.tsx'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Job } from '#core/job.ts'
import type { LinkFacts } from '#core/job-link.ts'
import { shared as w } from '#words/shared.ts'
import { SharedFiles } from './shared-files.tsx'
import { SharedFrame } from './shared-frame.tsx'
import { typeOfFacts } from './type-of-facts.ts'

interface SharedJobProps {
  id: string
  token: string
  facts: LinkFacts
  /** The link held when the page was opened, and does not any more. */
  isOver: boolean
  /** What to show then. */
  over: ReactNode
}

/** One job as somebody follows it by a link. */
export function SharedJob({ id, token, facts, isOver, over }: SharedJobProps) {
  const { job, gone } = useJob(id, undefined)
  // A link ends with its job; what became of the job says more.
  if (isOver && !gone) return over
  return (
    <SharedFrame status={!isOver && <ConnectionStatus />}>
      {job ? (
        <JobTypesProvider types={[typeOfFacts(facts, job.type)]}>
          <LastKnown>
            <div className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-8 sm:px-6">
              <title>{tabTitle(job)}</title>
              {gone && <GoneNote gone={gone} />}
              <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
                <div className="flex min-w-0 flex-col gap-1">
                  <p className="text-muted text-sm">
                    <UserText>{facts.title}</UserText>
                  </p>
                  <h1 className="line-clamp-3 text-balance font-semibold text-2xl tracking-tight">
                    <UserText>{job.label}</UserText>
                  </h1>
                </div>
                <StateBadge state={job.state} />
              </div>
              <JobNow job={job} />
              {!gone && <Made job={job} token={token} />}
              <p className="text-muted text-sm">
                <Sentence text={w.until} parts={{ time: <Moment at={Date.parse(facts.expiresAt)} as="day" /> }} />
              </p>
            </div>
          </LastKnown>
        </JobTypesProvider>
      ) : (
        <p role="status" className="m-auto text-muted">
          {w.opening}
        </p>
      )}
    </SharedFrame>
  )
}

/** What came out of it, in a few words and as files; of a failed job only the files. */
function Made({ job, token }: { job: Job; token: string }) {
  if (job.state === 'failure') return <SharedFiles id={job.id} token={token} files={job.files ?? []} />
  if (job.state !== 'success') return null
  return (
    <section aria-labelledby="result" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="result" className="font-semibold text-base">
          {w.result}
        </h2>
        <span className="text-muted text-xs">
          <KeptNote job={job} />
        </span>
      </div>
      {job.result.summary ? (
        <UserText className="text-base">{job.result.summary}</UserText>
      ) : (
        <p className="text-muted">{w.noSummary}</p>
      )}
      <SharedFiles id={job.id} token={token} files={job.result.files} />
    </section>
  )
}
