import { randomBytes } from 'node:crypto'
import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'
import { deriveJobId, type KeyOf } from './derive-job-id.ts'
import { defineIdempotencyScripts } from './idempotency-script.ts'

/** How long a key stands for its job. */
const keepSeconds = 24 * 60 * 60

/** The longest a submit takes: two commands that time out after two seconds each, and files between them. */
const defaultLeaseMs = 5_000

export interface KeyedRequest extends KeyOf {
  /** What the key was used for, see `requestDigest`. */
  request: string
}

/** What a key says about a request. `new` and `again` are the caller's to carry out; `again` may have been carried out in part. */
export type Begun = { verdict: 'new' | 'again' | 'done'; id: string } | { verdict: 'busy' | 'mismatch' }

/** Remembers in Redis, which all web nodes share, which job an idempotency key stands for. */
export interface Idempotency {
  /** Whoever began a request longer ago may have been followed by somebody else. */
  readonly leaseMs: number
  /** One round trip for all. */
  begin(requests: readonly KeyedRequest[]): Promise<Begun[]>
  /** Says that the jobs are in their queues (`done`), or that they certainly are not (`undone`): then the keys are free again. */
  end(ended: readonly (KeyOf & { id: string })[], how: 'done' | 'undone'): Promise<void>
}

export function createIdempotency(redis: RedisClient, prefix: string, lease = defaultLeaseMs): Idempotency {
  defineIdempotencyScripts(redis)
  const base = ownKey(prefix, 'idempotency')
  const recordKey = ({ principal, key }: KeyOf) => `${base}:${sha256(JSON.stringify([principal, key]))}`
  // Only a proposal: the first one that reaches Redis is the root of all, and the script tells it to whoever has another.
  let root = randomBytes(32).toString('base64url')

  return {
    leaseMs: lease,
    async begin(requests) {
      const now = Date.now()
      const keys = [`${base}:root`, ...requests.map(recordKey)]
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const known = root
        const each = requests.flatMap((request) => [request.request, deriveJobId(known, request, now)])
        const [actual, ...verdicts] = await redis.waybillBeginSubmits(
          ...[keys.length, ...keys],
          ...[known, lease, keepSeconds, ...each],
        )
        if (actual === known) return verdicts.map(begunOf)
        root = actual
      }
      throw new Error('The root of idempotency keys kept changing in Redis. Something else writes to its key.')
    },
    async end(ended, how) {
      if (ended.length === 0) return
      await redis.waybillEndSubmits(ended.length, ...ended.map(recordKey), how, ...ended.map(({ id }) => id))
    },
  }
}

function begunOf([verdict, id]: [verdict: string, value?: string]): Begun {
  if (verdict === 'busy' || verdict === 'mismatch') return { verdict }
  if ((verdict === 'new' || verdict === 'again' || verdict === 'done') && id !== undefined) return { verdict, id }
  throw new Error(`The script of idempotency keys answered "${verdict}".`)
}
