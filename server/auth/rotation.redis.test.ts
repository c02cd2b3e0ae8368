import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expiryAfter } from '#core/job-link.ts'
import { createQueues } from '#server/queues.ts'
import { testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { createJobLinks } from './job-links.ts'
import { createJobOwners } from './job-owners.ts'
import { createKeyRing } from './key-ring.ts'
import { openAuth } from './open-auth.ts'
import { rootSecrets } from './root-secrets.ts'

const job = { queue: 'mail', id: 'j_a' }
const toJob = { job: 'mail:j_a', scope: 'view', expiresAt: expiryAfter(Date.now(), 3_600) } as const

/** A node that starts with the secrets that lie in the data directory now. */
async function start() {
  const redis = await testConnection()
  const env = {
    auth: 'local',
    dataDir: await testFolder(),
    identity: {},
    port: 3000,
    prefix: testPrefix(redis),
  } as const
  await createQueues(redis, env.prefix).get('mail').add('mail', {}, { jobId: job.id })
  const file = join(env.dataDir, 'secret')
  const node = async () => {
    const keys = createKeyRing(await rootSecrets(env))
    const jobLinks = createJobLinks(keys, redis, env.prefix)
    return { owners: createJobOwners(keys), jobLinks, ...(await openAuth(env, redis)) }
  }
  /** As SECURITY.md says: a new secret before as many of the old ones as are still accepted. */
  const rotate = async (keep: number) => {
    const old = (await readFile(file, 'utf8')).trim().split('\n')
    await writeFile(file, [randomBytes(32).toString('base64'), ...old.slice(0, keep)].join('\n'))
  }
  return { node, rotate }
}

test('what was made with the old root secret holds beside the new one, and what is new needs the new one alone', async () => {
  const { node, rotate } = await start()
  const before = await node()
  const mark = before.owners.mark('ada', job, 'mail')
  const { cookie } = await before.auth.signIn({ link: (await before.links?.create()) ?? '' }, '::1')
  const link = (await before.links?.create()) ?? ''
  const shared = (await before.jobLinks.make(toJob)) ?? ''
  const header = (name: string) => (name === 'cookie' ? cookie.split(';')[0] : undefined)

  await rotate(1)
  const beside = await node()
  expect(beside.owners.ownerIn(mark, job, 'mail')).toBe('ada')
  expect(await beside.auth.authenticate(header)).toMatchObject({ role: 'admin' })
  expect((await beside.auth.signIn({ link }, '::1')).principal.role).toBe('admin')
  expect((await beside.jobLinks.holderOf(shared))?.link).toEqual(toJob)
  const sharedAnew = (await beside.jobLinks.make(toJob)) ?? ''
  expect(await before.jobLinks.holderOf(sharedAnew)).toBeUndefined()
  const anew = beside.owners.mark('ada', job, 'mail')
  expect(before.owners.ownerIn(anew, job, 'mail')).toBeUndefined()

  await rotate(1)
  const later = await node()
  expect(later.owners.ownerIn(anew, job, 'mail')).toBe('ada')
  expect(later.owners.ownerIn(mark, job, 'mail')).toBeUndefined()
  expect((await later.jobLinks.holderOf(sharedAnew))?.link).toEqual(toJob)
  expect(await later.jobLinks.holderOf(shared)).toBeUndefined()
  expect(await later.auth.authenticate(header)).toMatchObject({ role: 'admin' })
})
