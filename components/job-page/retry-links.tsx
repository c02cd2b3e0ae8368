import Link from 'next/link'
import { Fragment } from 'react'
import { jobPath } from '#components/api/job-path.ts'
import type { Job } from '#core/job.ts'

/** The jobs this one repeats with another input, or is repeated as. */
export function RetryLinks({ job: { retryOf, retriedAs = [] } }: { job: Pick<Job, 'retryOf' | 'retriedAs'> }) {
  if (retryOf === undefined && retriedAs.length === 0) return null
  return (
    <div className="flex flex-col gap-0.5 text-sm">
      {retryOf !== undefined && (
        <p>
          A retry with other input of <JobLink id={retryOf} />
        </p>
      )}
      {retriedAs.length > 0 && (
        <p>
          Retried with other input as{' '}
          {retriedAs.map((id, i) => (
            <Fragment key={id}>
              {i > 0 && ', '}
              <JobLink id={id} />
            </Fragment>
          ))}
        </p>
      )}
    </div>
  )
}

const JobLink = ({ id }: { id: string }) => (
  <Link href={jobPath.page(id)} prefetch={false} className="wrap-anywhere text-accent underline underline-offset-4">
    {id}
  </Link>
)
