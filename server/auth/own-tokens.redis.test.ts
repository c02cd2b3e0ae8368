import { expect, test, vi } from 'vitest'
import type { Principal } from '#core/principal.ts'
import { maxTokens } from '#core/token-limits.ts'
import { ownKey } from '#server/own-key.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createLastSignIns } from './last-sign-ins.ts'
import { createOwnTokens, principalByToken } from './own-tokens.ts'
import { createProgramTokens } from './program-tokens.ts'
import type { HeaderReader, SignInMode } from './sign-in-mode.ts'

const wish = { name: 'Nightly export', expiresInSeconds: 3_600 }
const ada: Principal = { id: 'user:ada', role: 'viewer', name: 'ada', mode: 'password' }
const bob: Principal = { ...ada, id: 'user:bob', name: 'bob' }
const headers =
  (given: Record<string, string>): HeaderReader =>
  (name) =>
    given[name]

/** A node where people are what `roles` says, as long as they are in it. */
async function start(signedInWithinMs?: number) {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const roles = new Map<string, Principal['role']>([
    ['user:ada', 'viewer'],
    ['user:bob', 'submitter'],
  ])
  const mode: SignInMode = {
    name: 'password',
    programTokens: { signedInWithinMs },
    async renew({ principal, stamp }) {
      const role = roles.get(principal.id)
      return role && stamp === 'proof' ? { ...principal, role } : undefined
    },
  }
  const services = {
    ...{ mode, tokens: createProgramTokens(redis, prefix), lastSignIns: createLastSignIns(redis, prefix) },
    sessionOf: async (header: HeaderReader) => {
      const principal = [ada, bob].find(({ name }) => name === header('cookie'))
      return principal && { principal, stamp: 'proof' }
    },
    isSomebody: async (header: HeaderReader) => header('cookie') !== undefined || header('authorization') === 'known',
  }
  const own = createOwnTokens(services)
  return { redis, prefix, roles, services, own, who: (token: string) => principalByToken(services, token) }
}

const asAda = headers({ cookie: 'ada' })
const asBob = headers({ cookie: 'bob' })

test('a program is the person who let it in, as they are by now, until the token is over or taken back', async () => {
  const { own, who, roles } = await start()
  const made = await own.make(asAda, wish)
  expect(made.token).toMatch(/^wbt_[\w-]{43}$/)
  expect(made.expiresAt - made.createdAt).toBe(3_600_000)
  expect(await who(made.token)).toEqual({ ...ada, token: made.id })
  roles.set('user:ada', 'operator')
  expect(await who(made.token)).toMatchObject({ role: 'operator' })
  for (const wrong of [`${made.token}x`, made.token.slice(0, -1), 'wbt_', made.id])
    expect(await who(wrong)).toBeUndefined()
  await own.revoke(asAda, made.id)
  expect([await who(made.token), await own.list(asAda)]).toEqual([undefined, []])
  const other = await own.make(asAda, wish)
  roles.delete('user:ada')
  expect(await who(other.token)).toBeUndefined()
})

test('a list says what each token is for and when it was used, and has none of them in it', async () => {
  const { own, who, redis, prefix } = await start()
  const first = await own.make(asAda, wish)
  const second = await own.make(asAda, { ...wish, name: 'Deploys' })
  await who(second.token)
  const list = await vi.waitFor(async () => {
    const now = await own.list(asAda)
    expect(now.find(({ id }) => id === second.id)?.usedAt).toBeGreaterThan(0)
    return now
  })
  expect(list.map(({ name }) => name).sort()).toEqual(['Deploys', 'Nightly export'])
  expect(list.find(({ id }) => id === first.id)).not.toHaveProperty('usedAt')
  const dump: unknown[] = []
  for (const key of await redis.keys(ownKey(prefix, 'token*'))) {
    dump.push(key, (await redis.type(key)) === 'hash' ? await redis.hgetall(key) : await redis.get(key))
  }
  expect(dump.length).toBeGreaterThan(4)
  for (const { token } of [first, second]) {
    expect(JSON.stringify([dump, list])).not.toContain(token)
    expect(JSON.stringify([dump, list])).not.toContain(token.slice(4))
  }
})

test('nobody sees or takes back the tokens of others, and a program makes none', async () => {
  const { own, who } = await start()
  const made = await own.make(asAda, wish)
  expect(await own.list(asBob)).toEqual([])
  await expect(own.revoke(asBob, made.id)).rejects.toMatchObject({ code: 'unknown_token' })
  expect(await who(made.token)).toBeDefined()
  const program = headers({ authorization: 'known', cookie: 'ada' })
  for (const act of [() => own.make(program, wish), () => own.list(program), () => own.revoke(program, made.id)]) {
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(own.list(headers({}))).rejects.toMatchObject({ code: 'sign_in_required' })
})

test('where people have no tokens, one that was made elsewhere is none', async () => {
  const { own, services } = await start()
  const { token } = await own.make(asAda, wish)
  const { programTokens: _none, ...mode } = services.mode
  expect(await principalByToken({ ...services, mode }, token)).toBeUndefined()
  expect(await principalByToken({ ...services, mode: { ...services.mode, name: 'oidc' } }, token)).toBeUndefined()
  await expect(createOwnTokens({ ...services, mode }).list(asAda)).rejects.toMatchObject({ code: 'not_found' })
})

test('a token ends with its time, and somebody has only so many', async () => {
  const { own, services } = await start()
  const { tokens } = services
  const proven = { principal: ada, stamp: 'proof' }
  const old = await tokens.make(proven, { ...wish, expiresInSeconds: 60 })
  expect(await tokens.find(old.token, old.expiresAt - 1)).toMatchObject({ id: old.id })
  expect(await tokens.find(old.token, old.expiresAt)).toBeUndefined()
  for (let i = 1; i < maxTokens; i += 1) await tokens.make(proven, wish)
  await expect(own.make(asAda, wish)).rejects.toMatchObject({ code: 'too_many_tokens' })
  // What is over makes room.
  await tokens.make(proven, wish, old.expiresAt)
  expect((await tokens.list('user:ada', old.expiresAt)).some(({ id }) => id === old.id)).toBe(false)
})

test('where others know people, programs go on as what their person last was, and not without them', async () => {
  const { own, who, services } = await start(60_000)
  const { token } = await own.make(asAda, wish)
  expect(await who(token)).toBeUndefined()
  await services.lastSignIns.note({ principal: { ...ada, role: 'viewer' }, stamp: 'proof' }, 60_000)
  expect(await who(token)).toMatchObject({ id: 'user:ada' })
  const before = await services.tokens.make({ principal: ada, stamp: 'of settings before' }, wish)
  expect(await who(before.token), 'made under other settings than its person signs in with now').toBeUndefined()
  await services.lastSignIns.note({ principal: ada, stamp: 'of other settings' }, 60_000)
  expect(await who(token)).toBeUndefined()
  await services.lastSignIns.note({ principal: ada, stamp: 'proof' }, 1)
  await vi.waitFor(async () => expect(await who(token)).toBeUndefined())
})
