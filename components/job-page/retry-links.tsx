import { Fragment } from 'react'
import type { Job } from '#core/job.ts'
import { JobIdLink } from './job-id-link.tsx'

/** The jobs this one repeats with another input, or is repeated as. */
export function RetryLinks({ job: { retryOf, retriedAs = [] } }: { job: Pick<Job, 'retryOf' | 'retriedAs'> }) {
  if (retryOf === undefined && retriedAs.length === 0) return null
  return (
    <div className="flex flex-col gap-0.5 text-sm">
      {retryOf !== undefined && (
        <p>
          A retry with other input of <JobIdLink id={retryOf} />
        </p>
      )}
      {retriedAs.length > 0 && (
        <p>
          Retried with other input as{' '}
          {retriedAs.map((id, i) => (
            <Fragment key={id}>
              {i > 0 && ', '}
              <JobIdLink id={id} />
            </Fragment>
          ))}
        </p>
      )}
    </div>
  )
}
