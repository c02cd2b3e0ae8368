import { Fragment } from 'react'
import { jobPageWords } from '#components/words/job-page-words.ts'
import { Sentence } from '#components/words/sentence.tsx'
import type { Job } from '#core/job.ts'
import { JobIdLink } from './job-id-link.tsx'

/** The jobs this one repeats with another input, or is repeated as. */
export function RetryLinks({ job: { retryOf, retriedAs = [] } }: { job: Pick<Job, 'retryOf' | 'retriedAs'> }) {
  if (retryOf === undefined && retriedAs.length === 0) return null
  return (
    <div className="flex flex-col gap-0.5 text-sm">
      {retryOf !== undefined && (
        <p>
          <Sentence text={jobPageWords.retryOf} parts={{ job: <JobIdLink id={retryOf} /> }} />
        </p>
      )}
      {retriedAs.length > 0 && (
        <p>
          <Sentence text={jobPageWords.retriedAs} parts={{ jobs: retriedAs.map(listed) }} />
        </p>
      )}
    </div>
  )
}

const listed = (id: string, place: number) => (
  <Fragment key={id}>
    {place > 0 && ', '}
    <JobIdLink id={id} />
  </Fragment>
)
