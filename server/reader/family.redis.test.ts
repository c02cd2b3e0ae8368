import { FlowProducer, Queue, Worker } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createJobReader } from './job-reader.ts'

async function startFlows() {
  const connection = await testConnection('worker')
  const prefix = testPrefix(connection)
  const flows = new FlowProducer({ connection, prefix })
  const workers: Worker[] = []
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => worker.close()))
    await flows.close()
  })
  const work = (name: string, run: (name: string) => unknown) => {
    const worker = new Worker(name, async (job) => run(job.name), { connection, prefix })
    workers.push(worker)
    return worker
  }
  return { connection, prefix, flows, work, reader: createJobReader(connection, prefix) }
}

test('a flow of another program is shown: each child names its parent, and the parent counts its children', async () => {
  const { flows, work, reader } = await startFlows()
  const child = (name: string, opts: object = {}) => ({ name, queueName: 'pages', data: {}, opts })
  const children = [
    ...[child('fine'), child('fine')],
    ...[child('bad', { ignoreDependencyOnFailure: true }), child('late', { delay: 60_000 })],
  ]
  const flow = await flows.add({ name: 'book', queueName: 'books', data: {}, opts: { jobId: 'j_book' }, children })
  const [parent] = (await reader.jobs('books', ['j_book'])).jobs
  expect(parent).toMatchObject({ reason: 'waiting-for-children', children: { total: 4, done: 0, failed: 0 } })
  const ids = (flow.children ?? []).map(({ job }) => String(job.id))
  const pages = (await reader.jobs('pages', ids)).jobs
  expect(pages.map((job) => [job.parent, job.children])).toEqual(Array(4).fill(['books:j_book', undefined]))
  const worker = work('pages', (name) => {
    if (name === 'bad') throw new Error('It is bad.')
  })
  await new Promise<void>((resolve) => {
    let ended = 0
    const count = () => {
      ended += 1
      if (ended === 3) resolve()
    }
    worker.on('completed', count).on('failed', count)
  })
  const [later] = (await reader.jobs('books', ['j_book'])).jobs
  expect(later).toMatchObject({ reason: 'waiting-for-children', children: { total: 4, done: 2, failed: 1 } })
})

test('[I10] keys of somebody else where the children of a job would be harm no card', async () => {
  const { connection, prefix, reader } = await startFlows()
  const queue = new Queue('books', { connection, prefix })
  onTestFinished(() => queue.close())
  await queue.add('book', {}, { jobId: 'j_book' })
  await connection.set(`${prefix}:books:j_book:dependencies`, 'not a set')
  await connection.hset(`${prefix}:books:j_book`, 'parentKey', 'nonsense')
  const [job] = (await reader.jobs('books', ['j_book'])).jobs
  expect(job).toMatchObject({ reason: 'queued', children: { total: 0, done: 0, failed: 0 } })
  expect(job?.parent).toBeUndefined()
})
