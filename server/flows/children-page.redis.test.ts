import { FlowProducer, Worker } from 'bullmq'
import { expect, onTestFinished, test, vi } from 'vitest'
import { BadRequestError } from '#core/errors.ts'
import { TooManyChildrenError } from '#core/flow-errors.ts'
import { createJobOwners } from '#server/auth/job-owners.ts'
import { createQueues, queueKey } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { testKeys } from '#server/testing/test-ownership.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { childId } from './child-id.ts'
import { maxListed, readChildrenPage } from './children-page.ts'

const parent = { queue: 'books', id: 'j_book' }

async function start() {
  const connection = await testConnection('worker')
  const prefix = testPrefix(connection)
  const flows = new FlowProducer({ connection, prefix })
  onTestFinished(() => flows.close())
  const owners = createJobOwners(testKeys)
  const sources = {
    queues: createQueues(connection, prefix),
    reader: createJobReader(connection, prefix, owners),
    tombstones: createTombstones(connection, prefix, owners),
  }
  const add = (children: { name: string; opts?: object }[]) =>
    flows.add({
      ...{ name: 'book', queueName: parent.queue, data: {}, opts: { jobId: parent.id } },
      children: children.map(({ name, opts }, place) => ({
        ...{ name, queueName: place % 2 ? 'pages' : 'plates', data: {} },
        opts: { jobId: childId(parent, place), ...opts },
      })),
    })
  return { connection, prefix, sources, add, page: (query = {}) => readChildrenPage(sources, parent, query) }
}

const idOf = (place: number) => `${place % 2 ? 'pages' : 'plates'}:${childId(parent, place)}`
const idsOf = (page: { children: { id: string }[] }) => page.children.map(({ id }) => id)

test('children come in the order they were planned in, page by page, each with its job', async () => {
  const { add, page } = await start()
  await add(Array.from({ length: 7 }, () => ({ name: 'page' })))
  const first = await page({ limit: 3 })
  expect(idsOf(first)).toEqual([0, 1, 2].map(idOf))
  expect(first.children[1]).toMatchObject({ state: 'pending', job: { id: idOf(1), parent: 'books:j_book' } })
  const second = await page({ limit: 3, cursor: first.nextCursor })
  const third = await page({ limit: 3, cursor: second.nextCursor })
  expect([...idsOf(second), ...idsOf(third)]).toEqual([3, 4, 5, 6].map(idOf))
  expect(third.nextCursor).toBeUndefined()
})

test('a list by state goes on where it was, also when the child it ended with has another state by then', async () => {
  const { connection, prefix, add, page } = await start()
  const policies = [{}, { ignoreDependencyOnFailure: true }, { failParentOnFailure: true }]
  await add([0, 1, 2, 3, 4, 5].map((place) => ({ name: place < 3 ? 'end' : 'wait', opts: policies[place] })))
  const before = await page({ state: 'pending', limit: 1 })
  expect(idsOf(before)).toEqual([idOf(0)])
  const ended = new Set<string>()
  await new Promise<void>((resolve) => {
    for (const queue of ['pages', 'plates']) {
      const worker = new Worker(
        queue,
        async (job) => {
          if (job.name === 'wait') return new Promise(() => {})
          if (job.id !== childId(parent, 0)) throw new Error('It broke.')
          return 'x'.repeat(1_000)
        },
        { connection, prefix, concurrency: 5 },
      )
      const end = (id: string | undefined) => {
        ended.add(String(id))
        if (ended.size === 3) resolve()
      }
      worker.on('completed', (job) => end(job.id)).on('failed', (job) => end(job?.id))
      onTestFinished(() => worker.close(true))
    }
  })
  expect(idsOf(await page({ state: 'success' }))).toEqual([idOf(0)])
  expect(idsOf(await page({ state: 'failure' }))).toEqual([1, 2].map(idOf))
  expect(idsOf(await page({ state: 'pending', cursor: before.nextCursor }))).toEqual([3, 4, 5].map(idOf))
  expect((await page({ state: 'failure' })).children[0]?.job).toMatchObject({ error: { message: 'It broke.' } })
})

test('a child that is no longer kept is still listed, without its job', async () => {
  const { connection, prefix, add, page } = await start()
  await add([{ name: 'page' }, { name: 'page' }])
  await connection.del(queueKey(prefix, 'plates', childId(parent, 0)))
  expect((await page()).children).toMatchObject([
    { id: idOf(0), job: undefined },
    { id: idOf(1), job: { id: idOf(1) } },
  ])
})

test('a cursor that is no child is refused, and so is a list that would hold Redis up', async () => {
  const { connection, prefix, add, page } = await start()
  await add([{ name: 'page' }])
  await expect(page({ cursor: 'pages:j_other' })).rejects.toThrow(BadRequestError)
  const members = Array.from({ length: maxListed }, (_, n) => `${prefix}:pages:${n}`)
  await connection.sadd(queueKey(prefix, parent.queue, `${parent.id}:dependencies`), members)
  await expect(page()).rejects.toThrow(TooManyChildrenError)
})

test('a page of a thousand children costs one command for the list and one for each queue', async () => {
  const { connection, add, page } = await start()
  await add(Array.from({ length: 1_000 }, () => ({ name: 'page' })))
  await page()
  const sent = vi.spyOn(connection, 'sendCommand')
  expect((await page({ limit: 500 })).children).toHaveLength(500)
  expect(sent).toHaveBeenCalledTimes(3)
})

test('children that others submitted, or another program added, are left out for who may not see them', async () => {
  const { add, page } = await start()
  const owners = createJobOwners(testKeys)
  const opts = (owner: string, place: number) => {
    const address = { queue: place % 2 ? 'pages' : 'plates', id: childId(parent, place) }
    const meta = { v: 1, label: owner, tags: [], keep: { success: 60, failure: 60 } }
    return { waybill: { ...meta, owner: owners.mark(owner, address, 'page') } }
  }
  const whose = ['ada', 'bob', undefined, 'bob', 'ada', 'ada', 'bob']
  await add(whose.map((owner, place) => ({ name: 'page', ...(owner && { opts: opts(owner, place) }) })))
  const shows = (owner: string | undefined) => owner === 'ada'
  const first = await page({ limit: 2, shows })
  expect(idsOf(first)).toEqual([idOf(0), idOf(4)])
  const second = await page({ limit: 2, cursor: first.nextCursor, shows })
  expect([idsOf(second), second.nextCursor]).toEqual([[idOf(5)], undefined])
})
