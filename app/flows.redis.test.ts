import { expect, test } from 'vitest'
import { readInput } from '#server/reader/read-input.ts'
import { bad, hanging, page, startFlows } from './testing/start-flows.ts'
import { addressOf } from './testing/start-workbench.ts'

test('a parent runs when its children have ended, and has their results in the order they were named', async () => {
  const { work, submit, ended, result } = await startFlows()
  await work()
  const id = await submit(
    'book',
    {},
    { children: [page('one two three'), bad('ignore'), page('one'), page('one two')] },
  )
  expect(await ended(id)).toMatchObject({ state: 'success', children: { total: 4, done: 3, failed: 1 } })
  expect(await result(id)).toEqual([3, { name: 'Error', message: '"bad" cannot be read.' }, 1, 2])
})

test('a child that fails fails the job that waits for it, all the way up, and each says which child it was', async () => {
  const { work, submit, ended, board } = await startFlows()
  await work()
  const inner = { type: 'book', input: {}, children: [bad(), page('fine')] }
  const id = await submit('book', {}, { children: [inner, page('fine too')] })
  const failed = await ended(id)
  const [child] = [...board.board().values()].filter(({ parent, type }) => parent === id && type === 'book')
  expect(failed).toMatchObject({
    ...{ state: 'failure', reason: 'error', attempts: [] },
    error: { name: 'ChildFailedError', message: `The child job "${child?.id}" failed.` },
  })
  const [leaf] = [...board.board().values()].filter(({ label }) => label === 'bad')
  expect(child).toMatchObject({ state: 'failure', error: { message: `The child job "${leaf?.id}" failed.` } })
})

test('with "continue" a parent runs at once, and what has not ended when it has is cancelled', async () => {
  const { work, submit, ended, board, fresh } = await startFlows()
  await work()
  const id = await submit('book', {}, { children: [bad('continue'), hanging({ delayMs: 60_000 }), hanging()] })
  expect(await ended(id)).toMatchObject({ state: 'success' })
  const hangs = [...board.board().values()].filter(({ label }) => label === 'hangs')
  for (const each of hangs) expect(await ended(each.id)).toMatchObject({ state: 'failure', reason: 'cancelled' })
  expect((await fresh(id))?.children).toEqual({ total: 3, done: 0, failed: 3 })
})

test('a running job adds children, gives its worker back, and goes on with them; nobody is added twice', async () => {
  const { work, submit, ended, result, queues } = await startFlows()
  await work()
  const pages = ['one', 'two two', 'three three three']
  const id = await submit('album', { pages, dies: true })
  // The first attempt died after one page, the second one waited, the third one went on.
  expect(await ended(id)).toMatchObject({ state: 'success', attempt: { current: 3 }, children: { total: 3, done: 3 } })
  expect(await result(id)).toMatchObject({ attempt: 3, pages: 3, listed: ['success', 'success', 'success'] })
  expect(await queues.get('page').getJobCountByTypes('completed', 'failed', 'waiting')).toBe(3)
})

test('[I6] an attempt that waited has an end and no error, on the screen as in Redis', async () => {
  const { work, submit, ended, fresh } = await startFlows()
  await work()
  const id = await submit('album', { pages: ['one'] })
  const seen = await ended(id)
  expect(seen?.attempts).toMatchObject([{ number: 1, waited: true, finishedAt: expect.any(Number) }, { number: 2 }])
  expect(seen?.attempts[0]?.error).toBeUndefined()
  expect({ ...seen, version: '' }).toEqual({ ...(await fresh(id)), version: '' })
})

test('what was added and not waited for is cancelled when the job ends', async () => {
  const { work, submit, ended, board } = await startFlows()
  await work()
  const id = await submit('album', { pages: ['hangs'], waits: false })
  expect(await ended(id)).toMatchObject({ state: 'success' })
  const [child] = [...board.board().values()].filter(({ parent }) => parent === id)
  expect(await ended(child?.id ?? '')).toMatchObject({ state: 'failure', reason: 'cancelled' })
})

test('a job whose type plans children has them also when it came without, as from a schedule', async () => {
  const { work, queues, ended, result, submit } = await startFlows()
  await work()
  await queues.get('planned').add('planned', { pages: ['one', 'one two'] }, { jobId: 'j_bare' })
  expect(await ended('planned:j_bare')).toMatchObject({ state: 'success', children: { total: 2, done: 2, failed: 0 } })
  expect(await result('planned:j_bare')).toEqual({ attempt: 2, words: [1, 2] })
  const id = await submit('planned', { pages: ['one', 'one two'] })
  await ended(id)
  expect(await result(id)).toEqual({ attempt: 1, words: [1, 2] })
})

test('a child is an ordinary job: it can be asked for its input, and names its parent', async () => {
  const { submit, services, fresh, reader } = await startFlows()
  const id = await submit('planned', { pages: ['one'] })
  const parent = await fresh(id)
  expect(parent).toMatchObject({ reason: 'waiting-for-children', children: { total: 1, done: 0, failed: 0 } })
  const [child] = (await reader.newest('page', 1)).jobs
  expect(child?.parent).toBe(id)
  expect(await readInput(services, addressOf(child?.id ?? ''))).toMatchObject({ input: { text: 'one' } })
})
