'use client'

import { jobPath } from '#components/api/job-path.ts'
import { useFetched } from '#components/api/use-fetched.ts'
import { panelWords } from '#components/words/panel-words.ts'
import type { Job } from '#core/job.ts'
import { AttemptEntry } from './attempt-entry.tsx'
import { RefusedNote } from './refused-note.tsx'

/** The answer of `GET /api/jobs/:id/attempts`, as far as it is shown here. */
interface AttemptsAnswer {
  attempts: { number: number; error?: { message: string; stack?: string } }[]
}

/** Every attempt that is kept, the latest first, with what went wrong in full. */
export function AttemptsPanel({ job }: { job: Job }) {
  const failed = job.attempts.filter(({ error }) => error).length
  if (job.attempts.length === 0) return <p className="text-muted">{panelWords.attempts.none}</p>
  // What was fetched is out of date once another attempt has failed.
  return failed === 0 ? <AttemptList job={job} known={[]} /> : <FetchedAttempts key={failed} job={job} />
}

function FetchedAttempts({ job }: { job: Job }) {
  const fetched = useFetched<AttemptsAnswer>(jobPath.attempts(job.id))
  return (
    <>
      <AttemptList job={job} known={fetched.state === 'here' ? fetched.answer.attempts : []} />
      {fetched.state === 'refused' && <RefusedNote reason={fetched.reason} load={fetched.load} />}
    </>
  )
}

function AttemptList({ job, known }: { job: Job; known: AttemptsAnswer['attempts'] }) {
  return (
    <ol aria-label={panelWords.attempts.list} className="flex flex-col divide-y divide-line">
      {job.attempts
        .map((attempt, place) => (
          <AttemptEntry
            key={attempt.number}
            job={job}
            place={place}
            // A long message comes in part with the job itself.
            full={known.find(({ number }) => number === attempt.number)?.error}
          />
        ))
        .toReversed()}
    </ol>
  )
}
