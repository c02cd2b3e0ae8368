import { createHmac, timingSafeEqual } from 'node:crypto'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import type { OwnerMark } from '#server/queues.ts'
import type { KeyRing } from './key-ring.ts'

/** Binds jobs to who submitted them, so that what somebody writes into Redis is nobody's, and never shown as anybody's own. */
export interface JobOwners {
  mark(owner: string, job: JobAddress, type: string): OwnerMark
  /** Who submitted a job; undefined when nothing proves it. */
  ownerIn(mark: OwnerMark | undefined, job: JobAddress, type: string): string | undefined
}

export function createJobOwners(keys: KeyRing): JobOwners {
  const macOf = (key: Buffer, owner: string, job: JobAddress, type: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([owner, formatJobId(job), type]))
      .digest()

  return {
    mark(owner, job, type) {
      const [current] = keys.keysFor('job owner')
      return { id: owner, mac: macOf(current, owner, job, type).toString('base64url') }
    },
    ownerIn(mark, job, type) {
      if (!mark) return undefined
      const given = Buffer.from(mark.mac, 'base64url')
      const isProven = keys.keysFor('job owner').some((key) => {
        const mac = macOf(key, mark.id, job, type)
        return mac.length === given.length && timingSafeEqual(mac, given)
      })
      return isProven ? mark.id : undefined
    },
  }
}
