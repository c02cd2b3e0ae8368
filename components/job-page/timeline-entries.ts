import { failureWords } from '#components/job/failure-words.ts'
import { stageLabel } from '#components/job/stage-label.ts'
import type { Job, JobAttempt } from '#core/job.ts'
import type { JobType } from '#core/job-type.ts'
import { keptUntil } from '#core/kept-until.ts'
import { stageSpans } from './stage-spans.ts'

/** A line of the job's story. */
export interface TimelineEntry {
  kind: 'submitted' | 'started' | 'stage' | 'asked' | 'trouble' | 'waiting' | 'success' | 'failure' | 'kept'
  title: string
  /** What a worker said about it. */
  detail?: string
  at: number
  /** When it ended; without, and with `ticking`, it goes on. */
  until?: number
  ticking?: boolean
  /** It has not happened yet. */
  isAhead?: boolean
}

/** The story of a job, oldest first, with what is still to come at its end. */
export function timelineEntries(job: Job, type: JobType | undefined): TimelineEntry[] {
  const attempts = job.attempts.flatMap((attempt, index) => [
    startOf(job, attempt),
    ...inOrder([...stagesOf(job, type, attempt.number), ...askOf(attempt)]),
    ...troubleOf(job, attempt, job.attempts[index + 1]),
  ])
  return [{ kind: 'submitted', title: 'Submitted', at: job.times.submittedAt }, ...attempts, ...endOf(job)]
}

function startOf(job: Job, { number, startedAt, worker }: JobAttempt): TimelineEntry {
  const title = job.attempt.max > 1 || number > 1 ? `Attempt ${number} started` : 'Started'
  return { kind: 'started', title, detail: worker && `on ${worker}`, at: startedAt }
}

function stagesOf(job: Job, type: JobType | undefined, number: number): TimelineEntry[] {
  return stageSpans(job)
    .filter(({ attempt }) => attempt === number)
    .map(({ stage, at, until }) => {
      const ticking = until === undefined && job.state === 'running'
      return { kind: 'stage', title: stageLabel(type, stage), at, until, ticking }
    })
}

const inOrder = (entries: TimelineEntry[]) => entries.toSorted((a, b) => a.at - b.at)

const askOf = ({ cancelAskedAt }: JobAttempt): TimelineEntry[] =>
  cancelAskedAt === undefined ? [] : [{ kind: 'asked', title: 'Cancel requested', at: cancelAskedAt }]

function troubleOf(job: Job, attempt: JobAttempt, next: JobAttempt | undefined): TimelineEntry[] {
  const { number, startedAt, finishedAt, error, reason } = attempt
  if (error) {
    const at = finishedAt ?? startedAt
    if (reason === 'cancelled') return [{ kind: 'asked', title: `Attempt ${number} stopped`, at }]
    const title = reason === 'timeout' ? `Attempt ${number} took too long` : `Attempt ${number} failed`
    return [{ kind: 'trouble', title, detail: error.message, at }]
  }
  if (finishedAt !== undefined || (!next && job.state === 'running')) return []
  // Nobody saw the worker die: the loss came to light when the job was given to another one, or ended.
  const at = next?.startedAt ?? job.times.finishedAt ?? startedAt
  return [{ kind: 'trouble', title: `Attempt ${number} lost its worker`, at }]
}

function endOf(job: Job): TimelineEntry[] {
  const finishedAt = job.times.finishedAt ?? job.times.submittedAt
  const kept = keptUntil(job)
  const keeping: TimelineEntry[] =
    kept === undefined ? [] : [{ kind: 'kept', title: 'Kept until', at: kept, isAhead: true }]
  switch (job.state) {
    case 'running':
      return []
    case 'pending':
      return job.nextRunAt === undefined
        ? []
        : [{ kind: 'waiting', title: nextRunTitle(job.attempt.current), at: job.nextRunAt, isAhead: true }]
    case 'success':
      return [{ kind: 'success', title: 'Finished', at: finishedAt }, ...keeping]
    case 'failure': {
      const toldAlready = job.attempts.at(-1)?.error?.message === job.error.message
      const detail = toldAlready ? undefined : job.error.message
      return [{ kind: 'failure', title: failureWords[job.reason], detail, at: finishedAt }, ...keeping]
    }
  }
}

const nextRunTitle = (current: number) => (current === 0 ? 'Starts' : `Attempt ${current + 1} starts`)
