import { expect, test, vi } from 'vitest'
import type { JobLink } from '#core/job-link.ts'
import { createQueues } from '#server/queues.ts'
import { testKeys } from '#server/testing/test-ownership.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createJobLinks } from './job-links.ts'

const link: JobLink = { job: 'mail:j_1', scope: 'view', expiresAt: 1_900_000_000_000 }
const soon = link.expiresAt - 1
const address = { queue: 'mail', id: 'j_1' }

async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const queue = createQueues(redis, prefix).get('mail')
  await queue.add('mail', {}, { jobId: 'j_1' })
  return { redis, prefix, queue, links: createJobLinks(testKeys, redis, prefix) }
}

const needed = (token: string | undefined): string => {
  if (token === undefined) throw new Error('There is no token.')
  return token
}

test('a link holds until its time is over', async () => {
  const { links } = await start()
  const token = needed(await links.make(link))
  expect(await links.holderOf(token, soon)).toEqual({ id: 'link:mail:j_1', link })
  expect(await links.holderOf(token, link.expiresAt)).toBeUndefined()
})

test('taking the links of a job back ends all of them, the one of the submit too, and new ones hold', async () => {
  const { links, queue, redis, prefix } = await start()
  await queue.add('mail', {}, { jobId: 'j_2' })
  const others = needed(await links.make({ ...link, job: 'mail:j_2' }))
  const old = [links.makeFirst(link), needed(await links.make({ ...link, scope: 'view+download' }))]
  expect(await links.revoke(address)).toBe(true)
  for (const token of old) expect(await links.holderOf(token, soon)).toBeUndefined()
  expect(await links.holderOf(needed(await links.make(link)), soon)).toBeDefined()
  expect(await links.holderOf(others, soon)).toBeDefined()
  // Somebody wrote another thing there: it proves nothing, and does not get in the way of taking back.
  await redis.hset(`${prefix}:mail:j_1`, 'waybill:capGen', 'many')
  expect(await links.make(link)).toBeUndefined()
  expect(await links.revoke(address)).toBe(true)
})

test('a link ends with its job, and nothing is left behind of either', async () => {
  const { links, queue, redis, prefix } = await start()
  const token = needed(await links.make(link))
  await links.revoke(address)
  await queue.remove('j_1')
  expect(await links.holderOf(token, soon)).toBeUndefined()
  expect(await links.make(link)).toBeUndefined()
  expect(await links.revoke(address)).toBe(false)
  expect(await redis.exists(`${prefix}:mail:j_1`)).toBe(0)
})

test('a link to what is no job is none, whatever lies there', async () => {
  const { links } = await start()
  for (const id of ['meta', 'events', 'wait', 'id', 'j_none']) {
    const token = links.makeFirst({ ...link, job: `mail:${id}` })
    expect(await links.holderOf(token, soon)).toBeUndefined()
  }
})

test('[I9] links that are looked at in one moment cost one command, and each gets its own answer', async () => {
  const { links, queue, redis } = await start()
  for (let i = 2; i <= 9; i += 1) await queue.add('mail', {}, { jobId: `j_${i}` })
  await links.revoke({ queue: 'mail', id: 'j_5' })
  const tokens = [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9].map((i) => links.makeFirst({ ...link, job: `mail:j_${i}` }))
  const asked = vi.spyOn(redis, 'waybillLinkGenerations')
  const holders = await Promise.all(tokens.map((token) => links.holderOf(token, soon)))
  expect(asked).toHaveBeenCalledTimes(1)
  expect(holders.map((holder) => holder?.link.job.slice(-1) ?? '-').join('')).toBe('1234-678999')
})
