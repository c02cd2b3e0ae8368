import type { Result } from 'ioredis'
import { z } from 'zod'
import { formatJobId, type JobAddress, parseJobId } from '#core/job-id.ts'
import type { JobLink, LinkHolder } from '#core/job-link.ts'
import { queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { createBatched } from './batched.ts'
import type { KeyRing } from './key-ring.ts'
import { linkGenerationsScript, revokeLinksScript } from './link-scripts.ts'
import { linkToken, parseLinkToken, provesLink } from './link-token.ts'

/** Makes links to single jobs, and knows which of them hold. Nothing is stored of a link: only how often those of a job were taken back. */
export interface JobLinks {
  /** The token of a link; undefined when its job is not there. */
  make(link: JobLink): Promise<string | undefined>
  /** The same for a job that was submitted just now. */
  makeFirst(link: JobLink): string
  /** Who shows this token; undefined when it proves nothing by now. */
  holderOf(token: string, now?: number): Promise<LinkHolder | undefined>
  /** Takes all links of a job back; false when it is not there. */
  revoke(job: JobAddress): Promise<boolean>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillLinkGenerations(base: string, ...ids: string[]): Result<unknown, Context>
    waybillRevokeLinks(key: string): Result<unknown, Context>
  }
}

const generationsSchema = z.array(z.string().nullable())

export function createJobLinks(keys: KeyRing, redis: RedisClient, prefix: string): JobLinks {
  redis.defineCommand('waybillLinkGenerations', { lua: linkGenerationsScript, numberOfKeys: 1 })
  redis.defineCommand('waybillRevokeLinks', { lua: revokeLinksScript, numberOfKeys: 1 })

  // Every open page is asked about every few seconds: one command for all jobs of a queue.
  const generationOf = createBatched(async (jobs: readonly string[]) => {
    const addresses = jobs.flatMap((job) => parseJobId(job) ?? [])
    const found = new Map<string, number | undefined>()
    for (const queue of new Set(addresses.map((address) => address.queue))) {
      const ids = addresses.filter((address) => address.queue === queue).map(({ id }) => id)
      const reply = await redis.waybillLinkGenerations(queueKey(prefix, queue, ''), ...ids)
      const generations = generationsSchema.parse(reply)
      for (const [i, id] of ids.entries()) found.set(formatJobId({ queue, id }), wholeNumber(generations[i]))
    }
    return jobs.map((job) => found.get(job))
  })

  return {
    async make(link) {
      const generation = await generationOf(link.job)
      return generation === undefined ? undefined : linkToken(keys, link, generation)
    },
    makeFirst: (link) => linkToken(keys, link, 0),
    async holderOf(token, now = Date.now()) {
      const read = parseLinkToken(token)
      if (!read || read.link.expiresAt <= now) return undefined
      const generation = await generationOf(read.link.job)
      if (generation === undefined || !provesLink(keys, read, generation)) return undefined
      return { id: `link:${read.link.job}`, link: read.link }
    },
    async revoke({ queue, id }) {
      return (await redis.waybillRevokeLinks(queueKey(prefix, queue, id))) === 1
    },
  }
}

/** What cannot be a number proves nothing. */
const wholeNumber = (text: string | null | undefined): number | undefined =>
  text != null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
