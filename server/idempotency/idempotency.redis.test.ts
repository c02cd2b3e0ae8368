import { expect, test } from 'vitest'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createIdempotency } from './idempotency.ts'

const request = { principal: 'ada', key: 'k1', request: 'digest' }

async function start(leaseMs?: number) {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const keys = () => redis.keys(`waybill:*${prefix}*`)
  return { redis, prefix, keys, node: () => createIdempotency(redis, prefix, leaseMs) }
}

test('[G2] of many who send a key at once to several nodes one carries it out, and all agree on the id', async () => {
  const { node } = await start()
  const nodes = [node(), node(), node()]
  const begun = (await Promise.all(nodes.flatMap((each) => [each.begin([request]), each.begin([request])]))).flat()
  expect(begun.map(({ verdict }) => verdict).toSorted()).toEqual(['busy', 'busy', 'busy', 'busy', 'busy', 'new'])
  const first = begun.find(({ verdict }) => verdict === 'new')
  if (!first || !('id' in first)) throw new Error('Nobody carries it out.')
  await nodes[0]?.end([{ ...request, id: first.id }], 'done')
  for (const each of nodes) expect(await each.begin([request])).toEqual([{ verdict: 'done', id: first.id }])
})

test('[G2] a node whose data was flushed under it agrees with the others again', async () => {
  const { redis, keys, node } = await start()
  const [old, fresh] = [node(), node()]
  await old.begin([request])
  await redis.del(await keys())
  const [first] = await fresh.begin([request])
  expect(await old.begin([{ ...request, key: 'k2' }, request])).toMatchObject([{ verdict: 'new' }, { verdict: 'busy' }])
  expect(first?.verdict).toBe('new')
})

test('[G2] a key that was used for another request is refused, done or not', async () => {
  const { node } = await start()
  const [idempotency, other] = [node(), { ...request, request: 'other' }]
  const [begun] = await idempotency.begin([request])
  expect(await idempotency.begin([other])).toEqual([{ verdict: 'mismatch' }])
  if (!begun || !('id' in begun)) throw new Error('It was not begun.')
  await idempotency.end([{ ...request, id: begun.id }], 'done')
  expect(await idempotency.begin([other])).toEqual([{ verdict: 'mismatch' }])
})

test('two people may use the same key', async () => {
  const { node } = await start()
  const begun = await node().begin([request, { ...request, principal: 'bob' }])
  expect(begun).toMatchObject([{ verdict: 'new' }, { verdict: 'new' }])
  expect(new Set(begun.map((each) => 'id' in each && each.id)).size).toBe(2)
})

test('a key whose job was not added is free for another request', async () => {
  const { node } = await start()
  const idempotency = node()
  const [begun] = await idempotency.begin([request])
  if (!begun || !('id' in begun)) throw new Error('It was not begun.')
  await idempotency.end([{ ...request, id: begun.id }], 'undone')
  expect(await idempotency.begin([{ ...request, request: 'corrected' }])).toMatchObject([{ verdict: 'new' }])
})

test('[G2] whoever comes after the lease has run out takes over, with the same id', async () => {
  const { node } = await start(0)
  const [begun] = await node().begin([request])
  expect(begun?.verdict).toBe('new')
  expect(await node().begin([request])).toEqual([{ ...begun, verdict: 'again' }])
})

test('a key is forgotten after a day, and a late end does not bring it back', async () => {
  const { redis, keys, node } = await start()
  const idempotency = node()
  const [begun] = await idempotency.begin([request])
  const record = (await keys()).find((key) => !key.endsWith(':root'))
  if (!record || !begun || !('id' in begun)) throw new Error('There is no record.')
  expect(await redis.ttl(record)).toBeGreaterThan(86_390)
  expect(await redis.ttl(record)).toBeLessThanOrEqual(86_400)
  await redis.del(record)
  await idempotency.end([{ ...request, id: begun.id }], 'done')
  expect(await redis.exists(record)).toBe(0)
})

test('the keys begin with waybill: and lie where the queues of the prefix are', async () => {
  const { redis, prefix, keys } = await start()
  await createIdempotency(redis, `{${prefix}}`).begin([request])
  const written = await keys()
  expect(written).toHaveLength(2)
  for (const key of written) expect(key.startsWith(`waybill:{${prefix}}:{${prefix}}:idempotency:`)).toBe(true)
  expect(written.join()).not.toContain(request.key)
})
