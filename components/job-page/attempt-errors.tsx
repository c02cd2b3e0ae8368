import { jobPath } from '#components/api/job-path.ts'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { Job } from '#core/job.ts'
import { FetchedSection } from './fetched-section.tsx'

/** The answer of `GET /api/jobs/:id/attempts`, as far as it is shown here. Times are ISO 8601. */
interface AttemptsAnswer {
  attempts: { number: number; startedAt: string; error?: { name: string; message: string; stack?: string } }[]
}

/** The errors of every attempt in full, with their stacks. */
export function AttemptErrors({ job }: { job: Job }) {
  const failed = job.attempts.filter(({ error, reason }) => error && reason !== 'cancelled').length
  if (failed === 0) return null
  return (
    <FetchedSection
      // What was fetched is out of date once another attempt has failed.
      key={failed}
      title={failed === 1 ? 'Error in full' : `Errors of ${failed} attempts in full`}
      path={jobPath.attempts(job.id)}
    >
      {({ attempts }: AttemptsAnswer) => (
        <ol className="flex flex-col gap-4">
          {attempts.map(({ number, startedAt, error }) => {
            if (!error) return null
            return (
              <li key={number} className="flex flex-col gap-1">
                <p className="text-muted text-xs">
                  Attempt {number}, started <Moment at={Date.parse(startedAt)} as="clock" />
                </p>
                <p className="font-medium text-failure">
                  <UserText>{`${error.name}: ${error.message}`}</UserText>
                </p>
                {error.stack && (
                  <pre className="wrap-anywhere whitespace-pre-wrap rounded-md bg-sunken p-3 font-mono text-xs">
                    {error.stack}
                  </pre>
                )}
              </li>
            )
          })}
        </ol>
      )}
    </FetchedSection>
  )
}
