import { access, mkdir } from 'node:fs/promises'
import { FlowProducer } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import type { FlowChild } from '#core/flow.ts'
import { onFailures } from '#core/flow-limits.ts'
import type { Job } from '#core/job.ts'
import { bad, type Flows, hanging, page, startFlows } from './testing/start-flows.ts'
import { addressOf } from './testing/start-workbench.ts'

interface End {
  child: (onFailure: FlowChild['onFailure']) => FlowChild
  /** What is done to the child once it is as it should be. */
  act?(flows: Flows, id: string): Promise<unknown>
  when?(job: Job | undefined): boolean
}

const isThere = (job: Job | undefined) => job !== undefined
const isRunning = (job: Job | undefined) => job?.state === 'running'
const late = (onFailure: FlowChild['onFailure']) => page('late', { onFailure, delayMs: 600_000 })

const ends: Record<string, End> = {
  fails: { child: bad },
  'takes too long': { child: (onFailure) => ({ type: 'slow', input: {}, onFailure }) },
  'is cancelled while it waits': { child: late, act: ({ cancel }, id) => cancel(id) },
  'is cancelled while it runs': {
    child: (onFailure) => hanging({ onFailure }),
    act: ({ cancel }, id) => cancel(id),
    when: isRunning,
  },
  'is removed while it waits': { child: late, act: ({ remove }, id) => remove(id) },
}

const cases = Object.keys(ends).flatMap((how) => onFailures.map((policy) => [how, policy] as const))

test.each(cases)('no parent waits for ever: a child that %s, with the policy %s', async (how, policy) => {
  const { child, act, when = isThere } = ends[how] ?? { child: bad }
  const flows = await startFlows()
  const { work, submit, ended, until, board, fresh } = flows
  await work()
  const id = await submit('book', {}, { children: [child(policy), page('fine')] })
  if (act) {
    const find = () => [...board.board().values()].find((job) => job.parent === id && job.label !== 'fine')
    await board.until(() => when(find()))
    await act(flows, find()?.id ?? '')
  }
  const isRemoved = how === 'is removed while it waits'
  const fails = policy === 'fail' && !isRemoved
  expect(await ended(id)).toMatchObject(fails ? { state: 'failure', reason: 'error' } : { state: 'success' })
  await until(id, (job) => job?.children?.done === 1 || policy === 'continue')
  const counted = (await fresh(id))?.children
  if (isRemoved) expect(counted).toEqual({ total: 1, done: 1, failed: 0 })
  else if (policy !== 'continue') expect(counted).toEqual({ total: 2, done: 1, failed: 1 })
})

test('without any worker a child that is cancelled ends its parent at once, all the way up, or puts it in line', async () => {
  const { submit, cancel, fresh, board } = await startFlows()
  const flow = (onFailure: FlowChild['onFailure']) => ({
    children: [
      { type: 'book', input: {}, onFailure: 'fail' as const, children: [page('leaf', { onFailure }), page('other')] },
    ],
  })
  const leafOf = (id: string) => {
    const middle = [...board.board().values()].find(({ parent }) => parent === id)
    const leaf = [...board.board().values()].find((job) => job.parent === middle?.id && job.label === 'leaf')
    return { middle: middle?.id ?? '', leaf: leaf?.id ?? '' }
  }
  const failing = await submit('book', {}, flow('fail'))
  await board.until(() => leafOf(failing).leaf !== '')
  const { middle, leaf } = leafOf(failing)
  await cancel(leaf)
  expect(await fresh(middle)).toMatchObject({
    state: 'failure',
    attempt: { current: 0 },
    error: { message: `The child job "${leaf}" failed.` },
  })
  expect(await fresh(failing)).toMatchObject({
    state: 'failure',
    error: { message: `The child job "${middle}" failed.` },
  })
  for (const [policy, reason] of [
    ['continue', 'queued'],
    ['ignore', 'waiting-for-children'],
  ] as const) {
    const id = await submit('book', {}, flow(policy))
    await board.until(() => leafOf(id).leaf !== '')
    await cancel(leafOf(id).leaf)
    expect(await fresh(leafOf(id).middle)).toMatchObject({ state: 'pending', reason })
  }
})

test('[G16] cancelling a job cancels all below it: what waits at once, what runs when its worker has heard', async () => {
  const { work, submit, cancel, ended, until, board, labelled, result } = await startFlows()
  await work()
  const inner = { type: 'book', input: {}, children: [hanging(), page('late', { delayMs: 600_000 }), page('done')] }
  const id = await submit('book', {}, { children: [inner, hanging(), bad('ignore')] })
  await board.until(() => labelled('hangs').filter(isRunning).length === 2 && labelled('done')[0]?.state === 'success')
  expect(await cancel(id)).toEqual({ id, state: 'failure', flags: [] })
  expect(await ended(id)).toMatchObject({ state: 'failure', reason: 'cancelled' })
  const [middle] = labelled('book').filter(({ parent }) => parent === id)
  for (const each of [middle, ...labelled('late'), ...labelled('hangs')]) {
    expect(await ended(each?.id ?? '')).toMatchObject({ state: 'failure', reason: 'cancelled' })
  }
  expect(await until(id, (job) => job?.children?.failed === 3)).toMatchObject({ state: 'failure', reason: 'cancelled' })
  expect(await result(labelled('done')[0]?.id ?? '')).toEqual({ words: 1 })
})

test('a running parent that is cancelled takes the children it added with it', async () => {
  const { work, submit, cancel, ended, board, labelled } = await startFlows()
  await work()
  const id = await submit('album', { pages: ['hangs', 'hangs'] })
  await board.until(() => labelled('hangs').filter(isRunning).length === 2)
  await cancel(id)
  for (const each of [id, ...labelled('hangs').map((job) => job.id)]) {
    expect(await ended(each)).toMatchObject({ state: 'failure', reason: 'cancelled' })
  }
})

test('[G10] what another program tied together is not cancelled in part', async () => {
  const { queues, services, cancel, fresh } = await startFlows()
  const producer = new FlowProducer({ connection: services.redis, prefix: queues.prefix })
  onTestFinished(() => producer.close())
  const child = { name: 'page', queueName: 'page', data: {}, opts: { jobId: 'j_page', failParentOnFailure: true } }
  await producer.add({ name: 'book', queueName: 'book', opts: { jobId: 'j_book' }, children: [child] })
  await expect(cancel('page:j_page')).rejects.toMatchObject({ code: 'not_cancellable' })
  expect(await fresh('book:j_book')).toMatchObject({ reason: 'waiting-for-children' })
})

test('removing a parent removes all below it, with their folders', async () => {
  const { submit, remove, fresh, services, board } = await startFlows()
  const id = await submit('book', {}, { children: [{ type: 'book', input: {}, children: [page('leaf')] }] })
  await board.until((jobs) => jobs.size === 3)
  const all = [...board.board().keys()]
  for (const each of all) await mkdir(services.paths.job(addressOf(each)), { recursive: true })
  await remove(id)
  for (const each of all) {
    expect(await fresh(each)).toBeUndefined()
    await expect(access(services.paths.job(addressOf(each)))).rejects.toMatchObject({ code: 'ENOENT' })
  }
})
