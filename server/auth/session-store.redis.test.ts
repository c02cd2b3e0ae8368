import { expect, test, vi } from 'vitest'
import type { Principal } from '#core/principal.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createSessionStore, idleMs, longestMs } from './session-store.ts'

const ada: Principal = { id: 'user:ada', role: 'operator', name: 'Ada', mode: 'password' }
const bob: Principal = { id: 'user:bob', role: 'viewer', mode: 'password' }
const minute = 60_000

async function setUp() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  return { redis, prefix, sessions: createSessionStore(redis, prefix) }
}

test('a session is found by its id, on every node, until it is ended', async () => {
  const { redis, prefix, sessions } = await setUp()
  const id = await sessions.start(ada, 'stamp')
  expect(id).toMatch(/^[\w-]{43}$/)
  const elsewhere = createSessionStore(redis, prefix)
  expect(await elsewhere.find(id)).toMatchObject({ principal: ada, stamp: 'stamp' })
  expect(await elsewhere.find(`${id}x`)).toBeUndefined()
  await elsewhere.end(id)
  expect(await sessions.find(id)).toBeUndefined()
})

test('Redis never holds the id itself', async () => {
  const { redis, prefix, sessions } = await setUp()
  const id = await sessions.start(ada, '')
  const keys = await redis.keys(`*${prefix}*`)
  expect(keys).toHaveLength(2)
  const held = await Promise.all(keys.map((key) => redis.dump(key)))
  expect([...keys, ...held].join().includes(id)).toBe(false)
})

test('a session ends when it is not used, and after a week in any case', async () => {
  const { sessions } = await setUp()
  const start = Date.now()
  const idle = await sessions.start(ada, '', start)
  expect(await sessions.find(idle, start + idleMs)).toBeUndefined()
  const used = await sessions.start(ada, '', start)
  for (let at = start; at < start + longestMs; at += idleMs - minute) {
    // Written down without being waited for.
    await vi.waitFor(async () => expect((await sessions.find(used, at))?.usedAt).toBe(at))
  }
  expect(await sessions.find(used, start + longestMs)).toBeUndefined()
})

test('using a session does not bring back one that is ended in the same moment', async () => {
  const { redis, prefix, sessions } = await setUp()
  const elsewhere = createSessionStore(await testConnection(), prefix)
  const id = await sessions.start(ada, '', Date.now() - 5 * minute)
  const mget = redis.mget.bind(redis)
  vi.spyOn(redis, 'mget').mockImplementationOnce(async (...keys: unknown[]) => {
    const values = await mget(keys.map(String))
    await elsewhere.end(id)
    return values
  })
  expect(await sessions.find(id)).toBeDefined()
  await redis.ping()
  expect(await elsewhere.find(id)).toBeUndefined()
})

test('signing out everywhere ends all sessions of one person', async () => {
  const { sessions } = await setUp()
  const [one, two, other] = [
    await sessions.start(ada, ''),
    await sessions.start(ada, ''),
    await sessions.start(bob, ''),
  ]
  await sessions.endAll(ada.id)
  expect(await Promise.all([one, two, other].map((id) => sessions.find(id)))).toEqual([
    undefined,
    undefined,
    expect.objectContaining({ principal: bob }),
  ])
})

test('a hundred pages that are looked at again cost one command [I9]', async () => {
  const { redis, sessions } = await setUp()
  const ids = await Promise.all(Array.from({ length: 100 }, () => sessions.start(ada, '')))
  const mget = vi.spyOn(redis, 'mget')
  const found = await Promise.all([...ids, ...ids].map((id) => sessions.find(id)))
  expect(found.every((session) => session?.principal.id === ada.id)).toBe(true)
  expect(mget).toHaveBeenCalledTimes(1)
  expect(mget.mock.lastCall).toHaveLength(100)
})

test('what somebody else wrote there is no session', async () => {
  const { redis, prefix, sessions } = await setUp()
  const id = await sessions.start(ada, '')
  const key = (await redis.keys(`*${prefix}:session:*`))[0] ?? ''
  await redis.set(key, JSON.stringify({ principal: { ...ada, role: 'root' }, stamp: '', startedAt: 0, usedAt: 0 }))
  expect(await sessions.find(id)).toBeUndefined()
  await redis.set(key, '{')
  expect(await sessions.find(id)).toBeUndefined()
})
