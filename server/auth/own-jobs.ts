import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'

/** Which jobs somebody submitted last, so that their board does not depend on how many others submit. */
export interface OwnJobs {
  /** Before the jobs are added: a job that is missing here would be missing on its owner's board. */
  note(owner: string, submitted: { jobs: readonly string[]; children?: readonly string[] }, now?: number): Promise<void>
  /** The newest first. Some may be no more. */
  newest(owner: string): Promise<string[]>
}

/** A board shows less than that of each state. */
const kept = 1_000
/** Longer than jobs are kept; whoever submits something begins anew. */
const keptMs = 60 * 24 * 60 * 60 * 1000

export function createOwnJobs(redis: RedisClient, prefix: string): OwnJobs {
  const keyOf = (owner: string) => ownKey(prefix, `jobs-of:${sha256(owner)}`)
  return {
    async note(owner, { jobs, children = [] }, now = Date.now()) {
      if (jobs.length === 0) return
      const key = keyOf(owner)
      // A job with more children than the list has room for stays on it itself.
      const scored = [...children.flatMap((id) => [now, id]), ...jobs.flatMap((id) => [now + 0.5, id])]
      await redis
        .multi()
        .zadd(key, ...scored)
        .zremrangebyrank(key, 0, -kept - 1)
        .pexpire(key, keptMs)
        .exec()
    },
    newest: (owner) => redis.zrevrange(keyOf(owner), 0, kept - 1),
  }
}
