import { access, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FlowProducer, type Job } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import type { AnyJobDefinition } from '#core/define-job.ts'
import { UnknownJobTypeError } from '#core/errors.ts'
import { chainFlow, type FlowChild, type FlowRequest } from '#core/flow.ts'
import { maxFlowDepth, maxFlowJobs } from '#core/flow-limits.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createQueues } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { testOwnership } from '#server/testing/test-ownership.ts'
import { testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { addFlow } from './add-flow.ts'
import { prepareFlow } from './prepare-flow.ts'

/** Mails that say to whom: one job for each. */
const round = {
  ...mailDefinition,
  children: ({ to }: { to: string }) => to.split('+').map((each) => ({ type: 'mail', input: { to: each } })),
} as AnyJobDefinition
const types: Record<string, AnyJobDefinition> = { mail: mailDefinition, letter: mailDefinition, round }

function definitionOf(type: string): AnyJobDefinition {
  const definition = types[type]
  if (!definition) throw new UnknownJobTypeError(Object.keys(types))
  return definition
}

async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const dataDir = await testFolder()
  const samplesDir = await testFolder()
  await writeFile(join(samplesDir, 'a.csv'), 'a,b\n')
  const paths = dataPaths(dataDir)
  const queues = createQueues(redis, prefix)
  const ownership = testOwnership(redis, prefix)
  const node = () => ({ queues, paths, samplesDir, ownership, idempotency: createIdempotency(redis, prefix) })
  const services = node()
  const submit = (request: FlowRequest, key?: string, by = services) =>
    submitJob(by, 'ada', { definition: definitionOf(request.type), request, key, definitionOf })
  const counts = async () => {
    const of = async (name: string) => (await queues.get(name).getJobs()).length
    return { mail: await of('mail'), letter: await of('letter'), round: await of('round') }
  }
  return { redis, prefix, dataDir, services, queues, node, submit, counts, reader: createJobReader(redis, prefix) }
}

const mail = (to: string, more: Partial<FlowChild> = {}): FlowChild => ({ type: 'mail', input: { to }, ...more })
const letter = (children: FlowChild[], more: Partial<FlowRequest> = {}): FlowRequest => ({
  ...{ type: 'letter', input: { to: 'all' }, children, ...more },
})

test('a flow is kept as BullMQ keeps its own, but for the order of what it says', async () => {
  const { redis, services, queues } = await start()
  const children = [
    ...[
      mail('a'),
      mail('b', { priority: 3, onFailure: 'ignore' }),
      mail('c', { delayMs: 60_000, onFailure: 'continue' }),
    ],
    mail('d', { children: [mail('e')] }),
  ]
  const flow = await prepareFlow(services, {
    definition: mailDefinition,
    request: letter(children),
    id: 'j_1',
    definitionOf,
  })
  expect(await addFlow(queues, flow)).toBe('added')
  const other = testPrefix(redis)
  const producer = new FlowProducer({ connection: redis, prefix: other })
  onTestFinished(() => producer.close())
  const policies = {
    fail: 'failParentOnFailure',
    ignore: 'ignoreDependencyOnFailure',
    continue: 'continueParentOnFailure',
  }
  const native = (job: typeof flow, onFailure?: keyof typeof policies): Parameters<FlowProducer['add']>[0] => ({
    ...{ name: job.address.queue, queueName: job.address.queue, data: job.data },
    opts: { ...job.options, ...(onFailure && { [policies[onFailure]]: true }) },
    children: job.children?.map((child) => native(child, child.onFailure)),
  })
  await producer.add(native(flow))
  // BullMQ writes down when queues were made, and the times of jobs differ.
  const kept = async (prefix: string) => {
    const keys = (await redis.keys(`${prefix}:*`)).sort()
    const values = keys.map(async (key) => [key.replace(prefix, ''), await readKey(key)])
    return JSON.parse(JSON.stringify(Object.fromEntries(await Promise.all(values))).replaceAll(prefix, ''))
  }
  async function readKey(key: string): Promise<unknown> {
    if (key.endsWith(':meta')) return 'meta'
    const kind = await redis.type(key)
    if (kind === 'hash') {
      const { timestamp, opts = '{}', parent = '{}', ...fields } = await redis.hgetall(key)
      const parsed = JSON.parse(opts)
      // In Lua an empty list is an empty object.
      return { ...fields, opts: { ...parsed, waybill: { ...parsed.waybill, tags: [] } }, parent: JSON.parse(parent) }
    }
    if (kind === 'zset') return redis.zrange(key, '0', '-1')
    if (kind === 'list') return redis.lrange(key, 0, -1)
    if (kind === 'set') return (await redis.smembers(key)).sort()
    if (kind !== 'stream') return redis.get(key)
    const entries = (await redis.xrange(key, '-', '+')).map(([, fields]) => fields)
    return entries.map((fields) => (fields[1] === 'delayed' ? fields.slice(0, 4) : fields).join(' ')).sort()
  }
  const [ours, theirs] = await Promise.all([kept(services.queues.prefix), kept(other)])
  expect(ours).toEqual({ ...theirs, ':letter:meta': undefined, ':mail:meta': undefined })
})

test('[G2] fifty submits with one key, over two nodes, are one flow, and all name the same jobs', async () => {
  const { node, submit, counts } = await start()
  const nodes = [node(), node()]
  const flow = letter([mail('a'), mail('b', { children: [mail('c'), mail('d')] })])
  const all = await Promise.all(Array.from({ length: 50 }, (_, i) => submit(flow, 'k1', nodes[i % 2] ?? node())))
  expect(await counts()).toEqual({ mail: 4, letter: 1, round: 0 })
  const [first] = all
  expect(first?.answer).toMatchObject({
    ...{ id: expect.stringMatching(/^letter:j_/), state: 'pending', reason: 'waiting-for-children' },
    children: [{ id: expect.stringMatching(/^mail:j_/) }, { children: [{}, {}] }],
  })
  for (const { answer } of all) expect(answer).toEqual(first?.answer)
  expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1)
})

test('a flow that arrives once more when its children have failed long since changes nothing', async () => {
  const { services, queues, reader, redis, prefix } = await start()
  const flow = await prepareFlow(services, {
    ...{
      definition: mailDefinition,
      request: letter([mail('a', { onFailure: 'ignore' }), mail('b')]),
      id: 'j_1',
      definitionOf,
    },
  })
  await addFlow(queues, flow)
  const [bad] = (await queues.get('mail').getWaiting()).filter((job: Job) => job.data.to === 'a')
  await redis.lrem(`${prefix}:mail:wait`, 1, String(bad?.id))
  await redis.lpush(`${prefix}:mail:active`, String(bad?.id))
  await bad?.moveToFailed(new Error('It broke.'), '0', false)
  expect(await addFlow(queues, flow)).toBe('there')
  const [parent] = (await reader.jobs('letter', ['j_1'])).jobs
  expect(parent?.children).toEqual({ total: 2, done: 0, failed: 1 })
})

test('a flow is all or nothing: one bad input far below, and there is no job and no file', async () => {
  const { submit, counts, dataDir, services } = await start()
  const file = { sample: 'a.csv' }
  const bad = letter([mail('a'), mail('b', { input: { to: 'b', file }, children: [mail('c'), mail('')] })])
  await expect(submit(bad)).rejects.toMatchObject({
    code: 'payload_invalid',
    issues: [{ path: 'children.1.children.1.input.to' }],
  })
  await expect(submit(letter([mail('a', { type: 'post' })]))).rejects.toMatchObject({ code: 'unknown_job_type' })
  expect(await counts()).toEqual({ mail: 0, letter: 0, round: 0 })
  expect(await readdir(join(dataDir, 'jobs', 'mail')).catch(() => [])).toEqual([])
  const { answer } = await submit(letter([mail('b', { input: { to: 'b', file } })]))
  const [child] = 'children' in answer ? (answer.children ?? []) : []
  const [, id = ''] = child?.id.split(':') ?? []
  await access(services.paths.jobInput({ queue: 'mail', id }))
})

test('a type that plans its children has them however it is submitted, after those that were named', async () => {
  const { submit, services, counts, reader } = await start()
  const { answer } = await submit({ type: 'round', input: { to: 'a+b' }, children: [mail('c')] })
  const children = 'children' in answer ? (answer.children ?? []) : []
  const ids = children.map(({ id }) => id.slice('mail:'.length))
  expect((await reader.jobs('mail', ids)).jobs.map(({ label }) => label)).toEqual(['c', 'a', 'b'])
  const again = { definition: round, request: { type: 'round', input: { to: 'a+b+c' } }, definitionOf, key: 'k' }
  const first = await submitJob(services, 'ada', again)
  const second = await submitJob(services, 'ada', again)
  expect(second).toEqual({ answer: first.answer, replayed: true })
  expect(await counts()).toEqual({ mail: 6, letter: 0, round: 2 })
})

test('nothing of a flow begins before its time, and its priority is that of all its jobs that say none', async () => {
  const { submit, queues } = await start()
  const flow = letter([mail('a'), mail('b', { priority: 9, children: [mail('c', { delayMs: 90_000 })] })], {
    ...{ delayMs: 60_000, priority: 4 },
  })
  await submit(flow)
  const jobs = [...(await queues.get('mail').getJobs()), ...(await queues.get('letter').getJobs())]
  const said = jobs.map(({ data, opts }) => [data.to, opts.delay ?? 0, opts.priority])
  expect(said.sort()).toEqual([
    ['a', 60_000, 4],
    ['all', 0, 4],
    ['b', 0, 9],
    ['c', 90_000, 9],
  ])
})

test('in a chain each job waits for the one before it', async () => {
  const { submit, reader } = await start()
  const chain = [
    mail('first', { onFailure: 'ignore' as const }),
    mail('second'),
    { type: 'letter', input: { to: 'last' } },
  ]
  const { answer } = await submit(chainFlow({ chain }))
  expect(answer.id).toMatch(/^letter:/)
  const [second] = 'children' in answer ? (answer.children ?? []) : []
  const [first] = second?.children ?? []
  const ids = [second, first].map((job) => job?.id.slice('mail:'.length) ?? '')
  const jobs = (await reader.jobs('mail', ids)).jobs
  expect(jobs).toMatchObject([
    { label: 'second', reason: 'waiting-for-children', parent: answer.id },
    { label: 'first', reason: 'queued', parent: second?.id },
  ])
})

test('a flow that is too large is refused, also when a type plans too much', async () => {
  const { submit, counts } = await start()
  const many = Array.from({ length: maxFlowJobs }, () => mail('a'))
  await expect(submit(letter(many))).rejects.toMatchObject({ code: 'flow_too_large', limit: maxFlowJobs })
  const planned = { type: 'round', input: { to: Array(maxFlowJobs).fill('a').join('+') } }
  await expect(submit(planned)).rejects.toMatchObject({ code: 'flow_too_large' })
  let deep = mail('a')
  for (let level = 1; level < maxFlowDepth; level += 1) deep = mail('a', { children: [deep] })
  await expect(submit(letter([deep]))).rejects.toMatchObject({ code: 'flow_too_large', limit: maxFlowDepth })
  expect(await counts()).toEqual({ mail: 0, letter: 0, round: 0 })
})
