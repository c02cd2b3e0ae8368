import { createHmac, timingSafeEqual } from 'node:crypto'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import type { OwnerMark } from '#server/queues.ts'
import type { KeyRing } from './key-ring.ts'

/** Binds jobs to who submitted them, so that what somebody writes into Redis is nobody's, and never shown as anybody's own. */
export interface JobOwners {
  mark(owner: string, job: JobAddress, type: string): OwnerMark
  /** The same for all runs of a schedule, whose ids nobody knows beforehand. */
  markRuns(owner: string, schedule: string, type: string): OwnerMark
  /** Who submitted a job; undefined when nothing proves it. */
  ownerIn(mark: OwnerMark | undefined, job: JobAddress, type: string): string | undefined
  /** Whose runs a schedule makes, by the mark they are to carry. */
  ownerOfRuns(mark: OwnerMark | undefined, schedule: string, type: string): string | undefined
}

/** The ids BullMQ gives to the runs of a schedule: its own, and when they are due. */
const runId = /^repeat:(s_[a-z2-7]{26}):\d{1,16}$/

/** What a mark is about: a job of a type, or the runs of a schedule. */
type Subject = readonly [about: string, type: string] | readonly [about: string, type: string, kind: 'runs']

export function createJobOwners(keys: KeyRing): JobOwners {
  const macOf = (key: Buffer, owner: string, subject: Subject) =>
    createHmac('sha256', key)
      .update(JSON.stringify([owner, ...subject]))
      .digest()

  function markOf(owner: string, subject: Subject): OwnerMark {
    const [current] = keys.keysFor('job owner')
    return { id: owner, mac: macOf(current, owner, subject).toString('base64url') }
  }

  function provenBy({ id, mac: text }: OwnerMark, subject: Subject): string | undefined {
    const given = Buffer.from(text, 'base64url')
    const isProven = keys.keysFor('job owner').some((key) => {
      const mac = macOf(key, id, subject)
      return mac.length === given.length && timingSafeEqual(mac, given)
    })
    return isProven ? id : undefined
  }

  return {
    mark: (owner, job, type) => markOf(owner, [formatJobId(job), type]),
    markRuns: (owner, schedule, type) => markOf(owner, [schedule, type, 'runs']),
    ownerOfRuns: (mark, schedule, type) => mark && provenBy(mark, [schedule, type, 'runs']),
    ownerIn(mark, job, type) {
      if (!mark) return undefined
      const schedule = runId.exec(job.id)?.[1]
      // A run that is kept after its end has a mark of its own.
      const ofRuns = schedule === undefined ? undefined : provenBy(mark, [schedule, type, 'runs'])
      return ofRuns ?? provenBy(mark, [formatJobId(job), type])
    },
  }
}
