import { expect, test } from 'vitest'
import { TooManyRequestsError } from '#core/limit-errors.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { limitTable } from './limit-table.ts'
import { createLimits } from './limits.ts'

const refused = { code: 'too_many_requests', limit: limitTable.submit.points }

async function spend(take: () => Promise<void>, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await take()
}

test('who did something too often is refused on every node, and told when to go on', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const nodes = [createLimits(redis, prefix, true), createLimits(await testConnection(), prefix, true)]
  const submit = (node: number, key: string) => nodes[node]?.take({ limit: 'submit', key })
  await spend(async () => submit(0, 'ann'), limitTable.submit.points)
  await expect(submit(1, 'ann')).rejects.toMatchObject(refused)
  await expect(submit(1, 'ann')).rejects.toThrow(/Nothing was changed; go on in \d+ seconds\./)
  await expect(submit(1, 'ann')).rejects.toSatisfy(
    (error) => error instanceof Object && 'retryAfterSeconds' in error && Number(error.retryAfterSeconds) > 0,
  )
  await expect(submit(1, 'bob')).resolves.toBeUndefined()
})

test('a flood of somebody who is over the limit costs Redis nothing', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const limits = createLimits(redis, prefix, true)
  const submit = () => limits.take({ limit: 'submit', key: 'ann' })
  await spend(submit, limitTable.submit.points)
  await expect(submit()).rejects.toMatchObject(refused)
  const [key = ''] = await redis.keys(`*${prefix}:limit:submit:ann`)
  const counted = await redis.get(key)
  for (let i = 0; i < 20; i += 1) await expect(submit()).rejects.toMatchObject(refused)
  expect(await redis.get(key)).toBe(counted)
})

test('without Redis each process counts for itself, and nobody waits for it', async () => {
  const redis = await testConnection()
  const limits = createLimits(redis, testPrefix(await testConnection()), true)
  redis.disconnect()
  const submit = () => limits.take({ limit: 'submit', key: 'ann' })
  await spend(submit, limitTable.submit.points)
  await expect(submit()).rejects.toMatchObject(refused)
})

test('who is over two limits is told the longer wait', async () => {
  const redis = await testConnection()
  const limits = createLimits(redis, testPrefix(redis), true)
  const uses = [
    { limit: 'connect', key: 'ann', points: limitTable.connect.points },
    { limit: 'submit', key: 'ann', points: limitTable.submit.points },
  ] as const
  await limits.take(...uses)
  await expect(limits.take(...uses)).rejects.toSatisfy(
    (error) => error instanceof TooManyRequestsError && error.retryAfterSeconds > limitTable.connect.seconds,
  )
})

test('where limits are off nothing is counted', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const limits = createLimits(redis, prefix, false)
  await spend(() => limits.take({ limit: 'submit', key: 'ann' }), limitTable.submit.points + 1)
  expect(await redis.keys(`*${prefix}:limit:*`)).toEqual([])
})

test('what is left is told, also when nothing is', async () => {
  const redis = await testConnection()
  const told: unknown[] = []
  const limits = createLimits(redis, testPrefix(redis), true).telling((state) => told.push(state))
  const submit = () => limits.take({ limit: 'submit', key: 'ann', points: 49 })
  await submit()
  await expect(submit()).rejects.toMatchObject(refused)
  await expect(submit()).rejects.toMatchObject(refused)
  const state = (left: number) => ({ limit: 'submit', left, resetSeconds: expect.any(Number) })
  expect(told).toMatchObject([state(1), state(0), state(0)])
})
