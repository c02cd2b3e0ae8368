import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import type { FlowChild } from '#core/flow.ts'
import { startFlows } from './testing/start-flows.ts'

const many = 1_000

const leaf = defineJob({
  title: 'Leaf',
  description: 'Returns its number.',
  input: z.strictObject({ n: z.int() }),
  stages: {},
  concurrency: 50,
  label: ({ n }) => `leaf ${n}`,
  run: async ({ n }) => n,
})

const tree = defineJob({
  title: 'Tree',
  description: 'Adds up what its children returned.',
  input: z.strictObject({ leaves: z.int() }),
  stages: {},
  label: () => 'tree',
  children: ({ leaves }): FlowChild[] => Array.from({ length: leaves }, (_, n) => ({ type: 'leaf', input: { n } })),
  async run(_input, { children }) {
    const found = await children.results(z.int())
    return found.map((child) => (child.state === 'success' ? child.result : -1))
  },
})

test('a flow of a thousand: all run, the parent has a thousand results in order, and who watches is told little', async () => {
  const { submit, work, watch, result, fresh } = await startFlows({ leaf, tree })
  const from = performance.now()
  const id = await submit('tree', { leaves: many })
  const submitMs = performance.now() - from
  const seen = await watch({ kind: 'job', id })
  await work()
  const began = performance.now()
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  const ranMs = performance.now() - began
  expect(await result(id)).toEqual(Array.from({ length: many }, (_, n) => n))
  expect(seen.board().get(id)?.children).toEqual({ total: many, done: many, failed: 0 })
  expect({ ...seen.board().get(id), version: '' }).toEqual({ ...(await fresh(id)), version: '' })
  const counted = seen.events.filter(({ type }) => type === 'counted').length
  // Ten a second at the most, however many children end.
  expect(counted).toBeLessThanOrEqual(2 + ranMs / 100)
  if (process.env.MEASURE) console.log({ submitMs, ranMs, counted, events: seen.events.length })
}, 60_000)

test('a flow of a thousand is cancelled, retried and removed as a whole', async () => {
  const { submit, cancel, retry, remove, fresh, queues } = await startFlows({ leaf, tree })
  const counts = () => queues.get('leaf').getJobCounts('waiting', 'failed')
  const took: Record<string, number> = {}
  const timed = async (what: string, act: Promise<unknown>) => {
    const from = performance.now()
    await act
    took[what] = Math.round(performance.now() - from)
  }
  const id = await submit('tree', { leaves: many })
  await timed('cancel', cancel(id))
  expect(await counts()).toEqual({ waiting: 0, failed: many })
  expect(await fresh(id)).toMatchObject({ reason: 'cancelled', children: { total: many, done: 0, failed: many } })
  await timed('retry', retry(id))
  expect(await counts()).toEqual({ waiting: many, failed: 0 })
  expect(await fresh(id)).toMatchObject({
    reason: 'waiting-for-children',
    children: { total: many, done: 0, failed: 0 },
  })
  await timed('remove', remove(id))
  expect(await counts()).toEqual({ waiting: 0, failed: 0 })
  if (process.env.MEASURE) console.log(took)
}, 60_000)
