import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'

/** Which jobs somebody submitted last, so that their board does not depend on how many others submit. */
export interface OwnJobs {
  /**
   * Before the jobs are added: a job that is missing here would be missing on its owner's board. `born` are those that came of them, children
   * and runs of schedules: however many there are, they do not push out what somebody submitted.
   */
  note(owner: string, noted: { jobs?: readonly string[]; born?: readonly string[] }, now?: number): Promise<void>
  /** Some may be no more. */
  newest(owner: string): Promise<string[]>
}

/** Of each kind. A board shows less than that of each state. */
const kept = 1_000
/** Longer than jobs are kept; whoever submits something begins anew. */
const keptMs = 60 * 24 * 60 * 60 * 1000

export function createOwnJobs(redis: RedisClient, prefix: string): OwnJobs {
  const keysOf = (owner: string) => ({
    jobs: ownKey(prefix, `jobs-of:${sha256(owner)}`),
    born: ownKey(prefix, `born-of:${sha256(owner)}`),
  })
  return {
    async note(owner, { jobs = [], born = [] }, now = Date.now()) {
      const keys = keysOf(owner)
      const writing = redis.multi()
      for (const [key, ids] of [[keys.jobs, jobs] as const, [keys.born, born] as const]) {
        if (ids.length === 0) continue
        const scored = ids.flatMap((id) => [now, id])
        writing
          .zadd(key, ...scored)
          .zremrangebyrank(key, 0, -kept - 1)
          .pexpire(key, keptMs)
      }
      if (jobs.length + born.length > 0) await writing.exec()
    },
    async newest(owner) {
      const { jobs, born } = keysOf(owner)
      const [submitted, others] = await Promise.all([jobs, born].map((key) => redis.zrevrange(key, 0, kept - 1)))
      return [...new Set([...(submitted ?? []), ...(others ?? [])])]
    },
  }
}
