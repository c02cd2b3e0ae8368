import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { randomId } from '#core/job-id.ts'
import type { MadeToken, ProgramToken, TokenRequest } from '#core/program-token.ts'
import { TooManyTokensError } from '#core/token-errors.ts'
import { longestTokenSeconds, maxTokens } from '#core/token-limits.ts'
import { ownKey } from '#server/own-key.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'
import { createBatched } from './batched.ts'
import { provenSchema } from './proven-schema.ts'
import type { Proven } from './sign-in-mode.ts'

/** Written down at most so often. */
const usedEveryMs = 60_000
/** Tells scanners for secrets, and us, what it is. */
const mark = 'wbt_'

const aboutSchema = z.object({ id: z.string(), name: z.string(), createdAt: z.number(), expiresAt: z.number() })

/** Its person is kept as they were when they made it. */
const tokenSchema = provenSchema.extend(aboutSchema.shape)
type StoredToken = z.infer<typeof tokenSchema>

/** With where the token itself is kept. */
const listedSchema = aboutSchema.extend({ key: z.string() })

/** Tokens by which people let programs in as themselves, in Redis for all nodes. Only digests of them are stored. */
export interface ProgramTokens {
  /** Throws `TooManyTokensError`. */
  make(proven: Proven, request: TokenRequest, now?: number): Promise<MadeToken>
  /** Those of somebody that still work, the newest first. */
  list(principal: string, now?: number): Promise<ProgramToken[]>
  /** Whether somebody had it. Then it works no longer, on any node. */
  revoke(principal: string, id: string): Promise<boolean>
  /** Undefined for what is no token, or none any more. What is asked for at the same time costs one command. */
  find(token: string, now?: number): Promise<StoredToken | undefined>
}

/** Whether a bearer token is one of these, as far as it looks. */
export const isProgramToken = (token: string): boolean => token.startsWith(mark)

export function createProgramTokens(redis: RedisClient, prefix: string): ProgramTokens {
  const tokenKey = (token: string) => ownKey(prefix, `token:${sha256(token)}`)
  const listKey = (principal: string) => ownKey(prefix, `tokens:${sha256(principal)}`)
  const usedKey = (principal: string) => `${listKey(principal)}:used`
  /** In which minute this process last wrote that a token was used. */
  const noted = new Map<string, number>()
  const read = createBatched((keys: readonly string[]) => redis.mget(...keys))

  /** What is over is taken off the list by the way. */
  async function listed(principal: string, now: number) {
    const rows = Object.values(await redis.hgetall(listKey(principal)))
    const all = rows.flatMap((row) => parseStored(listedSchema, row) ?? [])
    const over = all.filter(({ expiresAt }) => expiresAt <= now).map(({ id }) => id)
    if (over.length > 0)
      await redis
        .multi()
        .hdel(listKey(principal), ...over)
        .hdel(usedKey(principal), ...over)
        .exec()
    return all.filter(({ expiresAt }) => expiresAt > now)
  }

  return {
    async make({ principal, stamp }, { name, expiresInSeconds }, now = Date.now()) {
      if ((await listed(principal.id, now)).length >= maxTokens) throw new TooManyTokensError()
      const token = `${mark}${randomBytes(32).toString('base64url')}`
      const about = { id: `t_${randomId()}`, name, createdAt: now, expiresAt: now + expiresInSeconds * 1_000 }
      const key = tokenKey(token)
      const { token: _program, ...person } = principal
      // On the list in the same step: one that is not there could not be taken back.
      await redis
        .multi()
        .hset(listKey(principal.id), about.id, JSON.stringify({ ...about, key }))
        .pexpire(listKey(principal.id), longestTokenSeconds * 1_000)
        .set(key, JSON.stringify({ ...about, principal: person, stamp } satisfies StoredToken), 'PXAT', about.expiresAt)
        .exec()
      return { ...about, token }
    },

    async list(principal, now = Date.now()) {
      const [all, used] = await Promise.all([listed(principal, now), redis.hgetall(usedKey(principal))])
      const shown = all.map(({ key: _key, ...about }): ProgramToken => {
        const usedAt = Number(used[about.id] ?? Number.NaN)
        return Number.isFinite(usedAt) ? { ...about, usedAt } : about
      })
      return shown.sort((a, b) => b.createdAt - a.createdAt || b.id.localeCompare(a.id))
    },

    async revoke(principal, id) {
      const known = parseStored(listedSchema, await redis.hget(listKey(principal), id))
      if (!known) return false
      await redis.multi().del(known.key).hdel(listKey(principal), id).hdel(usedKey(principal), id).exec()
      return true
    },

    async find(token, now = Date.now()) {
      const found = parseStored(tokenSchema, await read(tokenKey(token)))
      if (!found || found.expiresAt <= now) return undefined
      const at = Math.floor(now / usedEveryMs) * usedEveryMs
      if (noted.get(found.id) !== at) {
        if (noted.size >= 10_000) noted.clear()
        noted.set(found.id, at)
        const used = usedKey(found.principal.id)
        const noting = redis
          .multi()
          .hset(used, found.id, at)
          .pexpire(used, longestTokenSeconds * 1_000)
          .exec()
        noting.catch(() => {}) // who uses it again writes it down then
      }
      return found
    },
  }
}
