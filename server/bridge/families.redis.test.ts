import { FlowProducer, type JobsOptions, Worker } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import type { JobReader } from '#server/reader/job-reader.ts'
import { startPipeline, watch } from '#server/testing/start-pipeline.ts'
import { quietLog, testConnection } from '#server/testing/test-redis.ts'
import { Bridge } from './bridge.ts'

const parentId = 'books:j_book'

/** A flow as another program makes one; `work` ends its pages. */
async function start(followed = ['books', 'pages']) {
  const pipeline = await startPipeline(followed)
  const connection = await testConnection('worker')
  const { prefix, reader } = pipeline
  const flows = new FlowProducer({ connection, prefix })
  onTestFinished(() => flows.close())
  return {
    ...pipeline,
    async add(children: JobsOptions[]): Promise<string[]> {
      const pages = children.map((opts) => ({ name: 'page', queueName: 'pages', data: {}, opts }))
      const flow = await flows.add({ name: 'book', queueName: 'books', opts: { jobId: 'j_book' }, children: pages })
      return (flow.children ?? []).map(({ job }) => String(job.id))
    },
    work() {
      const worker = new Worker(
        'pages',
        async (job) => (job.opts.priority === 9 ? Promise.reject(new Error('No.')) : 1),
        {
          ...{ connection, prefix, concurrency: 20 },
        },
      )
      onTestFinished(() => worker.close())
    },
    fresh: async () => (await reader.jobs('books', ['j_book'])).jobs[0],
  }
}

const counts = (seen: Awaited<ReturnType<typeof watch>>) => seen.board().get(parentId)?.children

test('[I6] who watches a parent is told what becomes of its children, in few words', async () => {
  const { add, work, watch, fresh } = await start()
  await add([
    ...Array.from({ length: 200 }, () => ({})),
    { priority: 9, ignoreDependencyOnFailure: true },
    { delay: 600_000 },
  ])
  const seen = await watch({ kind: 'job', id: parentId })
  expect(counts(seen)).toEqual({ total: 202, done: 0, failed: 0 })
  work()
  await seen.until(() => counts(seen)?.done === 200 && counts(seen)?.failed === 1)
  expect({ ...seen.board().get(parentId), version: '' }).toEqual({ ...(await fresh()), version: '' })
  const told = seen.events.filter(({ type }) => type === 'counted')
  expect(told.length).toBeGreaterThan(0)
  expect(told.length).toBeLessThan(20)
})

test('a child that is removed, or leaves nothing behind when it ends, counts as well', async () => {
  const { add, work, watch, queues } = await start()
  const [first = ''] = await add([{ delay: 600_000 }, { removeOnComplete: true, delay: 1 }, { delay: 600_000 }])
  const seen = await watch({ kind: 'job', id: parentId })
  await queues.get('pages').remove(first)
  await seen.until(() => counts(seen)?.total === 2)
  work()
  await seen.until(() => counts(seen)?.done === 1)
  expect(counts(seen)).toEqual({ total: 2, done: 1, failed: 0 })
})

test('[I6] children in queues that nobody follows are counted now and then', async () => {
  const { add, work, watch, bridge, fresh } = await start(['books'])
  await add([{}, { delay: 600_000 }])
  const seen = await watch({ kind: 'job', id: parentId })
  work()
  await expect.poll(async () => (await fresh())?.children?.done).toBe(1)
  expect(counts(seen)).toEqual({ total: 2, done: 0, failed: 0 })
  await bridge.tidy()
  await seen.until(() => counts(seen)?.done === 1)
})

test('[I9] what a family costs does not depend on how many watch', async () => {
  const { add, work, reader, logs, fresh } = await start()
  let reads = 0
  const counting: JobReader = {
    ...reader,
    jobs: (queue, ids) => {
      if (queue === 'books') reads += 1
      return reader.jobs(queue, ids)
    },
  }
  const bridge = new Bridge({ reader: counting, logs, queues: ['books', 'pages'], log: quietLog })
  const [first = ''] = await add([{}, { delay: 600_000 }])
  const all = await Promise.all(Array.from({ length: 20 }, () => watch(bridge, { kind: 'job', id: parentId })))
  work()
  await expect.poll(async () => (await fresh())?.children?.done).toBe(1)
  expect(reads).toBe(1)
  await bridge.batches([{ queue: 'pages', entries: [{ id: '9-0', fields: { event: 'completed', jobId: first } }] }])
  await Promise.all(all.map((seen) => seen.until(() => counts(seen)?.done === 1)))
  expect(reads).toBe(2)
})
