import type { Job } from './job.ts'
import { streamTime } from './stream-id.ts'

/** How fast a running job has been going lately. Times are epoch milliseconds of the server's clock. */
export interface Pace {
  version: string
  /** What the count is about: another attempt, or another stage, counts anew. */
  about: string
  /** Since when it has been followed, and when it was last heard of. */
  since: number
  at: number
  /** The part that is done, 0..1. */
  done: number
  /** What was done in what time, both fading away as they get older. */
  gained: number
  taken: number
}

/** With less than this nobody can say how fast a job goes, in milliseconds. */
const leastMs = 3_000
/** A job that says nothing for longer than this, and for longer than it usually does, may have stopped, in milliseconds. */
const silenceMs = 10_000
/** What is older counts less than half; of a job that was followed for long a quarter of that time. */
const memoryMs = 15_000

/**
 * What is known of a job's speed after it was seen once more; undefined while nobody can know how much there is to do. Seen twice, it is
 * the same.
 */
export function followPace(pace: Pace | undefined, job: Job): Pace | undefined {
  const { percent } = job.progress
  if (job.state !== 'running' || percent === null) return undefined
  if (pace?.version === job.version) return pace
  const at = streamTime(job.version)
  const about = `${job.attempt.current} ${job.stages.at(-1)?.at ?? ''} ${job.stage ?? ''}`
  const done = percent / 100
  if (pace?.about !== about) return firstPace(job, { about, at, done })
  // A job that takes back what it said, or finds that there is more to do, is followed anew: what it said before was wrong.
  if (done < pace.done || at < pace.at) return paceFrom(job, { about, at, done }, at)
  const passed = at - pace.at
  const fading = Math.exp(-passed / Math.max(memoryMs, (at - pace.since) / 4))
  const gained = pace.gained * fading + (done - pace.done)
  return { ...pace, version: job.version, at, done, gained, taken: pace.taken * fading + passed }
}

/** Milliseconds until the job is done if it goes on as lately; undefined where that would be a guess. */
export function timeLeft({ since, at, done, gained, taken }: Pace, now: number): number | undefined {
  if (at - since < leastMs || done >= 1 || gained <= 0 || taken <= 0) return undefined
  const silent = Math.max(0, now - at)
  const whole = ((1 - done) * taken) / gained
  // So little was done that it would be never.
  if (!Number.isFinite(whole)) return undefined
  if (silent > silenceMs && silent > whole / 10) return undefined
  return Math.max(0, whole - silent)
}

/**
 * In the first stage of an attempt the count began when the attempt did. What a later stage began with is only known to who saw it
 * begin: some jobs count on, others begin at nothing.
 */
function firstPace(job: Job, { about, at, done }: Pick<Pace, 'about' | 'at' | 'done'>): Pace {
  const { startedAt } = job.times
  const visits = job.stages.filter(({ attempt }) => attempt === job.attempt.current).length
  const since = visits <= 1 && startedAt !== undefined && startedAt < at ? startedAt : at
  return paceFrom(job, { about, at, done }, since)
}

const paceFrom = ({ version }: Job, seen: Pick<Pace, 'about' | 'at' | 'done'>, since: number): Pace => ({
  ...seen,
  version,
  since,
  gained: since < seen.at ? seen.done : 0,
  taken: seen.at - since,
})
