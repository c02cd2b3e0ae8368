import type { LiveWatch } from '#components/live/live-watch.ts'
import type { Job } from '#core/job.ts'
import { type JobState, jobStates, nextState, transitions } from '#core/job-state.ts'
import { compareStreamIds } from '#core/stream-id.ts'

interface Seen {
  job: Job
  version: string
}

/** Follows what one view shows of each job and notes every step that must not be (C3). */
export class ViewTrail {
  readonly violations: string[] = []
  /** The highest attempt ever shown, by job. */
  readonly attempts = new Map<string, number>()
  /** Every message that was ever shown with a bar. */
  readonly messages = new Set<string>()
  #epoch: string | undefined
  #seen = new Map<string, Seen>()

  constructor(
    private readonly name: string,
    private readonly watch: Pick<LiveWatch, 'cursor' | 'columns' | 'job'>,
  ) {}

  observe(): void {
    const { watch } = this
    // In other data every version means something else.
    if (watch.cursor && watch.cursor.epoch !== this.#epoch) {
      this.#epoch = watch.cursor.epoch
      this.#seen = new Map()
      this.attempts.clear()
    }
    for (const id of Object.values(watch.columns()).flat()) {
      const job = watch.job(id)
      if (job) this.#step(job)
    }
  }

  #step(job: Job): void {
    const before = this.#seen.get(job.id)
    if (before?.job === job) return
    this.#seen.set(job.id, { job, version: job.version })
    this.attempts.set(job.id, Math.max(job.attempt.current, this.attempts.get(job.id) ?? 0))
    if (job.progress.message) this.messages.add(job.progress.message)
    if (!before) return
    const from = `${before.job.state} ${before.job.attempt.current} @${before.version}`
    const step = `${this.name}: ${job.id} went from ${from} to ${job.state} ${job.attempt.current} @${job.version}`
    if (compareStreamIds(job.version, before.version) < 0) this.violations.push(`C3 ${step}: the version went back.`)
    if (job.attempt.current < before.job.attempt.current) this.violations.push(`C3 ${step}: the attempt went back.`)
    if (!reachable[before.job.state].has(job.state)) this.violations.push(`C3 ${step}: there is no such way.`)
  }
}

/** Several events may arrive at once, so a view may jump, but only along the one state machine. */
const reachable = Object.fromEntries(jobStates.map((state) => [state, reachableFrom(state)])) as Record<
  JobState,
  Set<JobState>
> // keys are exactly jobStates

function reachableFrom(start: JobState): Set<JobState> {
  const found = new Set([start])
  for (const state of found) {
    for (const transition of transitions) {
      const next = nextState(state, transition)
      if (next) found.add(next)
    }
  }
  return found
}
