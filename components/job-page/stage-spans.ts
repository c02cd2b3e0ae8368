import type { Job } from '#core/job.ts'

/** One stay in a custom state. Without `until` the job is still there. */
export interface StageSpan {
  stage: string
  attempt: number
  at: number
  until?: number
}

/** Every stay in a custom state, oldest first. A stay ends with the next one, or with its attempt. */
export function stageSpans(job: Job): StageSpan[] {
  const visits = job.stages.map((visit) => ({ ...visit, attempt: visit.attempt ?? attemptAt(job, visit.at) }))
  return visits.map(({ stage, at, attempt }, index) => {
    const next = visits[index + 1]
    return { stage, attempt, at, until: next?.attempt === attempt ? next.at : attemptEnd(job, attempt) }
  })
}

/** Workers of other programs do not say which attempt a visit belongs to: it is the last that had started by then. */
function attemptAt(job: Job, at: number): number {
  return job.attempts.findLast(({ startedAt }) => startedAt <= at)?.number ?? job.attempt.current
}

function attemptEnd(job: Job, number: number): number | undefined {
  const index = job.attempts.findIndex((attempt) => attempt.number === number)
  const ended = job.attempts[index]?.finishedAt ?? job.attempts[index + 1]?.startedAt
  return ended ?? (job.state === 'running' ? undefined : job.times.finishedAt)
}
