import type { JobsOptions } from 'bullmq'
import { expect, test } from 'vitest'
import { formatJobId } from '#core/job-id.ts'
import { readChildrenPage } from '#server/flows/children-page.ts'
import { changeSchedule } from '#server/schedules/change-schedule.ts'
import { createSchedule } from '#server/schedules/create-schedule.ts'
import { runSchedule } from '#server/schedules/run-schedule.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { startFlows } from './testing/start-flows.ts'
import { addressOf } from './testing/start-workbench.ts'

const board = { kind: 'board', perState: 50 } as const

async function start() {
  const flows = await startFlows()
  const { reader, services, commands, prefix, queues, submit, ended, definitionOf } = flows
  return {
    ...flows,
    schedules: { ...services, schedules: createScheduleStore(commands, prefix) },
    album: async (pages: string[]) => {
      const id = await submit('album', { pages })
      await ended(id)
      return id
    },
    ownerOf: async (id: string) => {
      const { queue, id: job } = addressOf(id)
      return (await reader.jobs(queue, [job])).owners.get(id)
    },
    childrenOf: async (id: string, owner?: string) => {
      const shows = owner === undefined ? undefined : (of: string | undefined) => of === owner
      return (await readChildrenPage(services, addressOf(id), { shows })).children.map((child) => child.id)
    },
    /** What Waybill added to a page when it was added. */
    async optionsOf(id: string): Promise<{ waybill: object }> {
      const job = await queues.get('page').getJob(addressOf(id).id)
      return { waybill: Object.assign({}, job?.opts, { waybill: {} }, job?.opts).waybill }
    },
    page: definitionOf('page'),
  }
}

test('a child that a running job adds is its owner’s: on their board, and among the children they are shown', async () => {
  const { work, album, ownerOf, childrenOf, watch } = await start()
  await work()
  const seen = await watch({ ...board, owner: 'anonymous' })
  const id = await album(['one', 'two'])
  const children = await childrenOf(id)
  expect(children).toHaveLength(2)
  expect(await Promise.all(children.map(ownerOf))).toEqual(['anonymous', 'anonymous'])
  expect(await childrenOf(id, 'anonymous')).toEqual(children)
  expect(await childrenOf(id, 'bob')).toEqual([])
  await seen.until((jobs) => children.every((child) => jobs.has(child)))
  // The same for who comes later, whose board is read from the list.
  const later = await watch({ ...board, owner: 'anonymous', filter: { types: ['page', 'album'] } })
  expect([...later.board().keys()].sort()).toEqual([id, ...children].sort())
  expect((await watch({ ...board, owner: 'bob' })).board().size).toBe(0)
})

test('children of a job that is nobody’s are nobody’s, and calling somebody’s job a parent makes nobody an owner', async () => {
  const { work, album, ownerOf, optionsOf, childrenOf, queues, prefix, ended } = await start()
  await work()
  await queues.get('album').add('album', { pages: ['one'] }, { jobId: 'foreign' })
  const id = await album(['mine'])
  await ended('album:foreign')
  const [[theirs = ''], [own = '']] = [await childrenOf('album:foreign'), await childrenOf(id)]
  expect(await ownerOf(theirs)).toBeUndefined()
  // A true mark, copied from a child of that very job.
  const { waybill } = await optionsOf(own)
  const parent = { id: addressOf(id).id, queue: `${prefix}:album` }
  const forged = { jobId: 'forged', waybill, parent } as JobsOptions
  await expect(queues.get('page').add('page', { text: 'x' }, forged)).resolves.toBeDefined()
  expect(await ownerOf('page:forged')).toBeUndefined()
  expect(await childrenOf(id, 'anonymous')).toEqual([own])
})

test('the runs of a schedule are its maker’s, also after somebody else changed it; a run by hand is whose hand it was', async () => {
  const { schedules, page, ownerOf, optionsOf, watch, queues, work, ended } = await start()
  const request = { name: 'Nightly', type: 'page', input: { text: 'x' }, everyMs: 86_400_000 }
  const { id } = await createSchedule(schedules, page, request, 'ada')
  const planned = async () => {
    const [run] = await queues.get('page').getDelayed()
    return formatJobId({ queue: 'page', id: String(run?.id) })
  }
  const first = await planned()
  expect(await ownerOf(first)).toBe('ada')
  expect([...(await watch({ ...board, owner: 'ada' })).board().keys()]).toEqual([first])
  await changeSchedule(schedules, () => page, id, { everyMs: 43_200_000, input: { text: 'y' } })
  const next = await planned()
  expect([next === first, await ownerOf(next)]).toEqual([false, 'ada'])
  expect([...(await watch({ ...board, owner: 'ada', filter: { types: ['page'] } })).board().keys()]).toEqual([next])
  // BullMQ adds the run after this one by itself, once a worker begins with this one.
  await work()
  await queues
    .get('page')
    .getDelayed()
    .then(([run]) => run?.promote())
  await ended(next)
  const after = await planned()
  expect([after === next, await ownerOf(after), await ownerOf(next)]).toEqual([false, 'ada', 'ada'])
  const { answer } = await runSchedule(schedules, () => page, { id, principal: 'olga' })
  expect(await ownerOf(answer.id)).toBe('olga')
  // Its mark is good for this schedule's runs and for nothing else.
  const copied = { jobId: 'copied', waybill: (await optionsOf(after)).waybill } as JobsOptions
  await queues.get('page').add('page', { text: 'x' }, copied)
  expect(await ownerOf('page:copied')).toBeUndefined()
})
