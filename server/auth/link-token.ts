import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseJobId } from '#core/job-id.ts'
import { type JobLink, type LinkScope, linkScopes } from '#core/job-link.ts'
import type { KeyRing } from './key-ring.ts'

/** What a token says, and what is to prove it. Nothing of it is true before `provesLink` says so. */
export interface LinkToken {
  link: JobLink
  mac: string
}

// The id may hold dots itself, so the other parts are told by what they look like.
const tokenPattern = /^v1\.(.+)\.([a-z+]+)\.([1-9]\d{0,11})\.([\w-]{43})$/
/** An id has 301 characters, each of which may be nine when it is encoded. */
const maxLength = 3_000

/** A link as text: `v1.<job id>.<scope>.<seconds>.<mac>`. `generation` counts how often the links of the job were taken back. */
export function linkToken(keys: KeyRing, link: JobLink, generation: number): string {
  const [current] = keys.keysFor('job link')
  return `${head(link)}.${macOf(current, link, generation)}`
}

/** Undefined when a text cannot be such a token: also one of another version, or one that was not copied whole. */
export function parseLinkToken(text: string): LinkToken | undefined {
  const [, encoded = '', scope = '', seconds = '', mac = ''] =
    (text.length <= maxLength && tokenPattern.exec(text)) || []
  const job = decoded(encoded)
  if (job === undefined || !parseJobId(job) || !isScope(scope)) return undefined
  const link = { job, scope, expiresAt: Number(seconds) * 1_000 }
  // One link, one token: an id that is written in another way was not written here.
  return text === `${head(link)}.${mac}` ? { link, mac } : undefined
}

/** Whether this server made the token, since the links of its job were last taken back. */
export function provesLink(keys: KeyRing, { link, mac }: LinkToken, generation: number): boolean {
  return keys.keysFor('job link').some((key) => {
    const right = Buffer.from(macOf(key, link, generation))
    const given = Buffer.from(mac)
    return right.length === given.length && timingSafeEqual(right, given)
  })
}

const macOf = (key: Buffer, { job, scope, expiresAt }: JobLink, generation: number): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(['v1', job, scope, expiresAt, generation]))
    .digest('base64url')

// A colon needs no encoding in a fragment, and an id reads better with it.
const head = ({ job, scope, expiresAt }: JobLink): string =>
  `v1.${encodeURIComponent(job).replaceAll('%3A', ':')}.${scope}.${expiresAt / 1_000}`

const isScope = (text: string): text is LinkScope => linkScopes.some((scope) => scope === text)

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined // no id of ours
  }
}
