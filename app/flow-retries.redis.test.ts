import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob } from '#core/define-job.ts'
import type { FlowChild } from '#core/flow.ts'
import { testFolder } from '#server/testing/test-redis.ts'
import { flowTypes } from './testing/flow-types.ts'
import { startFlows } from './testing/start-flows.ts'

/** Succeeds once its file is there. */
const needsFile: AnyJobDefinition = defineJob({
  title: 'Needs a file',
  description: 'Fails as long as its file is not there.',
  input: z.strictObject({ path: z.string() }),
  stages: {},
  label: ({ path }) => path.split('/').at(-1) ?? '',
  run: async ({ path }) => {
    await rm(path)
    return { words: 5 }
  },
})

async function start() {
  const flows = await startFlows({ ...flowTypes, needsFile })
  await flows.work()
  const folder = await testFolder()
  return {
    ...flows,
    needs: (name: string, onFailure?: FlowChild['onFailure']): FlowChild => ({
      ...{ type: 'needsFile', input: { path: join(folder, name) }, onFailure },
    }),
    give: (name: string) => writeFile(join(folder, name), ''),
    idOf: (label: string) => flows.labelled(label)[0]?.id ?? '',
  }
}

const counts = { total: 2, done: 2, failed: 0 }

test('a parent that failed because of its children is retried with them, and what succeeded meanwhile counts', async () => {
  const { submit, ended, needs, give, retry, result, idOf, board, fresh, until } = await start()
  const id = await submit('book', {}, { children: [needs('a'), needs('b')] })
  await ended(id)
  await ended(idOf('a'))
  await ended(idOf('b'))
  await give('a')
  await give('b')
  await retry(id)
  await until(id, (job) => job?.state !== 'failure')
  expect(await ended(id)).toMatchObject({ state: 'success', children: counts })
  expect(await result(id)).toEqual([5, 5])
  expect(board.board().get(idOf('a'))).toMatchObject({ state: 'success', attempt: { current: 2 } })
  expect({ ...board.board().get(id), version: '' }).toEqual({ ...(await fresh(id)), version: '' })
})

test('a retry reaches down to the jobs that failed first, and leaves those alone that succeeded', async () => {
  const { submit, ended, needs, give, retry, idOf, board, until } = await start()
  const inner = { type: 'book', input: {}, children: [needs('deep'), needs('fine')] }
  await give('fine')
  const id = await submit('book', {}, { children: [inner] })
  await ended(id)
  await ended(idOf('fine'))
  await give('deep')
  await retry(id)
  await until(id, (job) => job?.state !== 'failure')
  expect(await ended(id)).toMatchObject({ state: 'success' })
  expect(board.board().get(idOf('fine'))?.attempt.current).toBe(1)
})

test('a failed child that is retried takes up the parent that failed with it, once no other stands in the way', async () => {
  const { submit, ended, needs, give, retry, idOf, fresh, until } = await start()
  const outer = await submit(
    'book',
    {},
    { children: [{ type: 'book', input: {}, children: [needs('a'), needs('b')] }] },
  )
  expect(await ended(outer)).toMatchObject({ state: 'failure' })
  await ended(idOf('a'))
  await ended(idOf('b'))
  const middle = (await fresh(idOf('a')))?.parent ?? ''
  await give('a')
  await retry(idOf('a'))
  await until(idOf('a'), (job) => job?.state === 'success')
  expect(await fresh(middle)).toMatchObject({ state: 'failure', children: { total: 2, done: 1, failed: 1 } })
  await give('b')
  await retry(idOf('b'))
  await until(outer, (job) => job?.state !== 'failure')
  expect(await ended(outer)).toMatchObject({ state: 'success', children: { total: 1, done: 1, failed: 0 } })
  expect(await fresh(middle)).toMatchObject({ state: 'success', children: counts })
})

test('an ignored child that is retried while its parent waits is waited for again', async () => {
  const { submit, ended, needs, give, retry, result, idOf, until } = await start()
  const id = await submit(
    'book',
    {},
    { children: [needs('a', 'ignore'), needs('b', 'ignore'), { ...needs('c'), delayMs: 1_500 }] },
  )
  await until(id, (job) => job?.children?.failed === 2)
  await give('a')
  await give('c')
  await retry(idOf('a'))
  await until(id, (job) => job?.children?.done === 1)
  await ended(id)
  expect(await result(id)).toMatchObject([5, { name: 'Error' }, 5])
})

test('a parent that failed by itself runs again, with the children as they are by then', async () => {
  const { submit, ended, needs, give, retry, idOf, until, fresh } = await start()
  const id = await submit('book', { fails: true }, { children: [needs('a', 'ignore')] })
  expect(await ended(id)).toMatchObject({ state: 'failure', error: { message: 'The book burnt.' } })
  await give('a')
  await retry(idOf('a'))
  await until(idOf('a'), (job) => job?.state === 'success')
  await retry(id)
  await until(id, (job) => job?.attempt.current === 2 && job.state === 'failure')
  expect((await fresh(id))?.children).toEqual({ total: 1, done: 1, failed: 0 })
})

test('a flow that was cancelled as a whole is retried as a whole', async () => {
  const { submit, ended, needs, give, retry, cancel, board, until } = await start()
  await give('a')
  await give('b')
  const wait = { delayMs: 600_000 }
  const inner = { type: 'book', input: {}, children: [{ ...needs('b'), ...wait }] }
  const id = await submit('book', {}, { children: [{ ...needs('a', 'ignore'), ...wait }, inner] })
  await board.until((jobs) => jobs.size === 4)
  await cancel(id)
  await ended(id)
  await retry(id)
  await until(id, (job) => job?.state !== 'failure')
  expect(await ended(id)).toMatchObject({ state: 'success', children: counts })
})

test('a child that was removed after it failed does not fail its parent once more', async () => {
  const { submit, ended, needs, give, retry, remove, idOf, until } = await start()
  await give('b')
  const id = await submit('book', {}, { children: [needs('a'), needs('b')] })
  await ended(id)
  await until(id, (job) => job?.children?.done === 1)
  await remove(idOf('a'))
  await retry(id)
  await until(id, (job) => job?.state !== 'failure')
  expect(await ended(id)).toMatchObject({ state: 'success', children: { total: 1, done: 1, failed: 0 } })
})

test('of many who retry at once one wins, and only a failed job is retried', async () => {
  const { submit, ended, needs, retry, fresh } = await start()
  const id = await submit('book', {}, { children: [needs('a')] })
  await ended(id)
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => retry(id)))
  const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []))
  expect(refused.every((code) => code === 'wrong_state')).toBe(true)
  expect(refused.length).toBeLessThan(10)
  expect((await fresh(id))?.children?.total).toBe(1)
})
