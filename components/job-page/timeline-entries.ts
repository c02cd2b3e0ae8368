import { wordsLocale } from '#components/format/viewer-locale.ts'
import { childrenWords } from '#components/job/children-words.ts'
import { failureWords } from '#components/job/failure-words.ts'
import { stageLabel } from '#components/job/stage-label.ts'
import { jobPageWords } from '#components/words/job-page-words.ts'
import { words } from '#components/words/words.ts'
import type { Job, JobAttempt } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import type { JobType } from '#core/job-type.ts'
import { keptUntil } from '#core/kept-until.ts'
import { stageSpans } from './stage-spans.ts'

type EntryKind =
  | 'submitted'
  | 'line'
  | 'started'
  | 'stage'
  | 'asked'
  | 'trouble'
  | 'waiting'
  | 'success'
  | 'failure'
  | 'repeated'
  | 'pinned'
  | 'kept'

/** A line of the job's story. */
export interface TimelineEntry {
  kind: EntryKind
  title: string
  /** What a worker, or somebody, said about it. */
  detail?: string
  /** Other jobs it is about; the detail says where they stand. */
  jobs?: readonly string[]
  /** Unknown of what only its outcome is known of. */
  at?: number
  /** When it ended; without, and with `ticking`, it goes on. */
  until?: number
  ticking?: boolean
  /** It has not happened yet. */
  isAhead?: boolean
}

const said = jobPageWords.story

/** The story of a job, oldest first, with what is still to come at its end. */
export function timelineEntries(job: Job, type: JobType | undefined, locale = wordsLocale): TimelineEntry[] {
  const attempts = job.attempts.flatMap((attempt, index) => {
    const next = job.attempts[index + 1]
    return [
      startOf(job, attempt, next),
      ...inOrder([...stagesOf(job, type, attempt.number), ...askOf(attempt)]),
      ...troubleOf(job, attempt, next),
      ...breakOf(job, attempt, next, locale),
    ]
  })
  return [...beginningOf(job), ...attempts, ...waitOf(job, locale), ...endOf(job)]
}

function beginningOf(job: Job): TimelineEntry[] {
  const { times, schedule, retryOf, parent, attempts } = job
  const at = times.submittedAt
  const submitted: TimelineEntry = { kind: 'submitted', title: said.submitted, at }
  if (schedule) submitted.detail = said.bySchedule(schedule.name)
  else if (retryOf !== undefined) Object.assign(submitted, { detail: said.asRetryOf, jobs: [retryOf] })
  else if (parent !== undefined) Object.assign(submitted, { detail: said.asPartOf, jobs: [parent] })
  else if (job.foreign) submitted.detail = said.byAnother
  const [first] = attempts
  // Of a long story only the last attempts are kept.
  if (first?.number !== 1 || first.startedAt < at) return [submitted]
  return [submitted, { kind: 'line', title: said.waited, at, until: first.startedAt }]
}

function startOf(job: Job, { number, startedAt, finishedAt, worker }: JobAttempt, next?: JobAttempt): TimelineEntry {
  const title = job.attempt.max > 1 || number > 1 ? said.attemptStarted(number) : said.started
  const ticking = job.state === 'running' && !next && finishedAt === undefined
  return { kind: 'started', title, detail: worker && said.on(worker), at: startedAt, until: finishedAt, ticking }
}

function stagesOf(job: Job, type: JobType | undefined, number: number): TimelineEntry[] {
  return stageSpans(job)
    .filter(({ attempt }) => attempt === number)
    .map(({ stage, at, until }) => {
      const ticking = until === undefined && job.state === 'running'
      return { kind: 'stage', title: stageLabel(type, stage), at, until, ticking }
    })
}

const inOrder = (entries: TimelineEntry[]) => entries.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))

/** How long it took from the wish to the end. */
const askOf = ({ cancelAskedAt: at, finishedAt: until }: JobAttempt): TimelineEntry[] =>
  at === undefined ? [] : [{ kind: 'asked', title: said.cancelAsked, at, until }]

function troubleOf(job: Job, attempt: JobAttempt, next: JobAttempt | undefined): TimelineEntry[] {
  const { number, startedAt, finishedAt, error, reason } = attempt
  if (error) {
    const at = finishedAt ?? startedAt
    if (reason === 'cancelled') return [{ kind: 'asked', title: said.attemptStopped(number), at }]
    const title = reason === 'timeout' ? said.attemptTookTooLong(number) : said.attemptFailed(number)
    return [{ kind: 'trouble', title, detail: error.message, at }]
  }
  if (finishedAt !== undefined || (!next && job.state === 'running')) return []
  // Nobody saw the worker die: the loss came to light when the job was given to another one, or ended.
  const at = next?.startedAt ?? job.times.finishedAt ?? startedAt
  return [{ kind: 'trouble', title: said.attemptLost(number), at }]
}

/** What was between an attempt and the next one. */
function breakOf(
  job: Job,
  { finishedAt: at, waited }: JobAttempt,
  next: JobAttempt | undefined,
  locale: string,
): TimelineEntry[] {
  if (at === undefined || !next || next.startedAt < at) return []
  const detail = waited && job.children ? childrenWords(job.children, locale) : undefined
  const title = waited ? said.waitedForChildren : said.waitedForAttempt(next.number)
  return [{ kind: 'line', title, detail, at, until: next.startedAt }]
}

/** What a pending job waits for now. */
function waitOf(job: Job, locale: string): TimelineEntry[] {
  if (job.state !== 'pending') return []
  if (job.nextRunAt !== undefined) {
    const { current } = job.attempt
    const title = current === 0 ? said.starts : said.attemptStarts(current + 1)
    return [{ kind: 'waiting', title, at: job.nextRunAt, isAhead: true }]
  }
  const at = job.attempts.at(-1)?.finishedAt ?? job.times.submittedAt
  const detail = job.reason === 'waiting-for-children' && job.children ? childrenWords(job.children, locale) : undefined
  return [{ kind: 'line', title: words.pending[job.reason], detail, at, ticking: true }]
}

function endOf(job: Job): TimelineEntry[] {
  const at = job.times.finishedAt ?? job.times.submittedAt
  switch (job.state) {
    case 'pending':
    case 'running':
      return []
    case 'success':
      return [{ kind: 'success', title: said.finished, at }, ...keepingOf(job)]
    case 'failure': {
      const toldAlready = job.attempts.at(-1)?.error?.message === job.error.message
      const detail = toldAlready ? undefined : job.error.message
      const repeated: TimelineEntry[] = job.retriedAs?.length
        ? [{ kind: 'repeated', title: said.retried, detail: said.retriedAs, jobs: job.retriedAs }]
        : []
      return [{ kind: 'failure', title: failureWords[job.reason], detail, at }, ...repeated, ...keepingOf(job)]
    }
  }
}

function keepingOf(job: Job): TimelineEntry[] {
  if (job.flags.includes(pinned)) return [{ kind: 'pinned', title: said.pinned, isAhead: true }]
  const until = keptUntil(job)
  return until === undefined ? [] : [{ kind: 'kept', title: said.keptUntil, at: until, isAhead: true }]
}
