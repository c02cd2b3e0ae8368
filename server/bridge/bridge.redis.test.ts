import { expect, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import { startPipeline, watch } from '#server/testing/start-pipeline.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { Bridge } from './bridge.ts'

const board = { kind: 'board', perState: 50 } as const
const queues = ['mail', 'images'] as const

test('a browser that joins late sees at once what the others see, and then the same events', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  const first = await watch(board)
  await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  await first.until((jobs) => jobs.has('mail:j_one'))
  const late = await watch(board)
  expect([...late.board().values()]).toEqual([...first.board().values()])
  expect(late.counts()).toEqual(first.counts())
  await all.get('images').add('images', {}, { jobId: 'j_two', delay: 60_000 })
  await Promise.all([first, late].map((seen) => seen.until((jobs) => jobs.has('images:j_two'))))
  expect(late.events.at(-1)).toEqual(first.events.at(-1))
})

test('[I9] what is read from Redis does not depend on how many watch', async () => {
  const { queues: all, reader, logs, watch: _watch, bridge: _bridge, commands, prefix } = await startPipeline(queues)
  let reads = 0
  const counting: JobReader = {
    jobs: (...args) => {
      reads += 1
      return reader.jobs(...args)
    },
    newest: (...args) => {
      reads += 1
      return reader.newest(...args)
    },
  }
  const bridge = new Bridge({ reader: counting, logs, queues, log: quietLog })
  const seen = await Promise.all(Array.from({ length: 20 }, () => watch(bridge, board)))
  expect(reads).toBe(queues.length)
  const id = await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  const [entry] = await commands.xrange(queueKey(prefix, 'mail', 'events'), '-', '+')
  await bridge.batches([
    { queue: 'mail', entries: [{ id: entry?.[0] ?? '', fields: { event: 'added', jobId: String(id.id) } }] },
  ])
  expect(reads).toBe(queues.length + 1)
  for (const { board } of seen) expect(board().has('mail:j_one')).toBe(true)
})

test('[I10] [G12] a record that cannot be read is a card that says so, and harms no other', async () => {
  const { queues: all, commands, prefix, watch } = await startPipeline(queues)
  const mail = all.get('mail')
  await mail.add('mail', {}, { jobId: 'j_broken' })
  await mail.add('mail', {}, { jobId: 'j_odd' })
  await mail.add('mail', {}, { jobId: 'j_fine' })
  await commands.del(queueKey(prefix, 'mail', 'j_broken'))
  await commands.set(queueKey(prefix, 'mail', 'j_broken'), 'not a hash')
  await commands.hset(queueKey(prefix, 'mail', 'j_odd'), {
    opts: '{bad',
    timestamp: 'soon',
    ats: 'many',
    progress: '[',
  })
  const seen = await watch(board)
  expect(seen.board().get('mail:j_broken')).toMatchObject({ state: 'failure', reason: 'corrupt' })
  expect(seen.board().get('mail:j_odd')).toMatchObject({ state: 'pending', attempt: { current: 0 } })
  expect(seen.board().get('mail:j_fine')).toMatchObject({ state: 'pending' })
})

test('[I10] an event that cannot be read is skipped, and the next one arrives', async () => {
  const { queues: all, commands, prefix, watch } = await startPipeline(queues)
  const seen = await watch(board)
  const events = queueKey(prefix, 'mail', 'events')
  await commands.xadd(events, '*', 'event', 'progress', 'jobId', 'j_none', 'data', '{bad')
  await commands.xadd(events, '*', 'no', 'event')
  await commands.xadd(events, '*', 'event', 'completed', 'jobId', '__proto__', 'returnvalue', 'x')
  await all.get('mail').add('mail', {}, { jobId: 'j_fine' })
  await seen.until((jobs) => jobs.has('mail:j_fine'))
  expect(seen.resets).toEqual([])
})

test('a removed job leaves every board', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  const job = await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  const seen = await watch(board)
  await job.remove()
  await seen.until((jobs) => !jobs.has('mail:j_one'))
  await seen.until(() => seen.counts()?.pending === 0)
})

test('pausing a queue shows on the jobs that wait in it', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  const seen = await watch({ kind: 'job', id: 'mail:j_one' })
  const reason = () => {
    const job = seen.board().get('mail:j_one')
    return job?.state === 'pending' ? job.reason : undefined
  }
  await all.get('mail').pause()
  await seen.until(() => reason() === 'queue-paused')
  await all.get('mail').resume()
  await seen.until(() => reason() === 'queued')
})

test('a board lets go of the oldest of a column that has grown, and says which', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  const seen = await watch({ kind: 'board', perState: 2 })
  for (let i = 0; i < 9; i += 1) await all.get('mail').add('mail', {}, { jobId: `j_${i}`, timestamp: 1_000 + i })
  await seen.until((jobs) => jobs.has('mail:j_8'))
  expect(seen.board().size).toBeLessThanOrEqual(4)
  expect(seen.counts()).toMatchObject({ pending: 9 })
})

test('a filtered board shows only what matches, live as well', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  await all.get('images').add('images', {}, { jobId: 'j_before' })
  const mail = await watch({ ...board, filter: { types: ['mail'] } })
  const everything = await watch(board)
  await all.get('images').add('images', {}, { jobId: 'j_after' })
  await all.get('mail').add('mail', {}, { jobId: 'j_mail' })
  await everything.until((jobs) => jobs.size === 3)
  await mail.until((jobs) => jobs.size > 0)
  expect([...mail.board().keys()]).toEqual(['mail:j_mail'])
  expect(mail.counts()).toMatchObject({ pending: 1 })
})

test('[I6] after a queue was obliterated every view of it is told to start anew', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  const mail = all.get('mail')
  for (let i = 0; i < 5; i += 1) await mail.add('mail', {})
  const seen = await watch(board)
  expect(seen.board().size).toBe(5)
  await mail.obliterate({ force: true })
  await seen.until(() => seen.resets.length > 0)
  const again = await watch(board)
  expect(again.board().size).toBe(0)
})

test('[G8] a trimmed gap resets the views of that queue only', async () => {
  const { queues: all, commands, prefix, watch } = await startPipeline(queues)
  await all.get('images').add('images', {}, { jobId: 'j_one' })
  const image = await watch({ kind: 'job', id: 'images:j_one' })
  const everything = await watch(board)
  const events = queueKey(prefix, 'mail', 'events')
  const transaction = commands.multi()
  for (let i = 0; i < 5; i += 1) transaction.xadd(events, '*', 'event', 'waiting', 'jobId', String(i))
  await transaction.xtrim(events, 'MAXLEN', 1).exec()
  await everything.until(() => everything.resets.length > 0)
  expect(everything.resets).toEqual(['gap'])
  expect(image.resets).toEqual([])
})

test('counts that no event told are right after the next look', async () => {
  const { queues: all, watch, bridge, commands, prefix } = await startPipeline(queues)
  const seen = await watch(board)
  await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  await seen.until((jobs) => jobs.has('mail:j_one'))
  // Draining a queue tells no event at all.
  await commands.del(queueKey(prefix, 'mail', 'wait'))
  await bridge.tidy()
  await seen.until(() => seen.counts()?.pending === 0)
})

test('a waiting job knows its place in line, and moves up when others leave', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  const mail = all.get('mail')
  const jobs = []
  for (const id of ['j_1', 'j_2', 'j_3']) jobs.push(await mail.add('mail', {}, { jobId: id }))
  await mail.add('mail', {}, { jobId: 'j_4', priority: 1 })
  const seen = await watch(board)
  const place = (id: string) => {
    const job = seen.board().get(`mail:${id}`)
    return job?.state === 'pending' ? job.position : undefined
  }
  expect(['j_1', 'j_2', 'j_3', 'j_4'].map(place)).toEqual([1, 2, 3, 4])
  await jobs[0]?.remove()
  await seen.until(() => place('j_2') === 1 && place('j_3') === 2 && place('j_4') === 3)
})

test('[I10] an event that names another key of the queue as its job makes no card', async () => {
  const { queues: all, commands, prefix, watch } = await startPipeline(queues)
  const seen = await watch(board)
  const events = queueKey(prefix, 'mail', 'events')
  await all.get('mail').add('mail', {}, { jobId: 'j_before' })
  for (const name of ['meta', 'wait', 'events', 'id', '']) {
    await commands.xadd(events, '*', 'event', 'waiting', 'jobId', name)
  }
  await all.get('mail').add('mail', {}, { jobId: 'j_after' })
  await seen.until((jobs) => jobs.has('mail:j_after'))
  expect([...seen.board().keys()].toSorted()).toEqual(['mail:j_after', 'mail:j_before'])
})

test('a filtered board finds its jobs behind newer ones of other types and tags', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  const tagged = { waybill: { v: 1, label: 'old', tags: ['acme'], keep: { success: 60, failure: 60 } } }
  await all.get('mail').add('mail', {}, { jobId: 'j_old', ...tagged })
  for (let i = 0; i < 5; i += 1) {
    await all.get('mail').add('mail', {}, { jobId: `j_mail${i}` })
    await all.get('images').add('images', {}, { jobId: `j_image${i}` })
  }
  const acme = await watch({ kind: 'board', perState: 2, filter: { tags: ['acme'] } })
  expect([...acme.board().keys()]).toEqual(['mail:j_old'])
  const images = await watch({ kind: 'board', perState: 2, filter: { types: ['images'] } })
  expect([...images.board().values()].every((job) => job.type === 'images')).toBe(true)
  expect(images.board().size).toBe(2)
})

test('a board of some queues counts those, and a board of a time shows what was submitted since, and then comes', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  await all.get('mail').add('mail', {}, { jobId: 'j_old', timestamp: Date.now() - 3_600_000 })
  await all.get('mail').add('mail', {}, { jobId: 'j_new' })
  await all.get('images').add('images', {}, { jobId: 'j_image' })
  const mails = await watch({ kind: 'board', perState: 5, filter: { queues: ['mail'] } })
  expect([...mails.board().keys()].toSorted()).toEqual(['mail:j_new', 'mail:j_old'])
  expect(mails.counts()).toMatchObject({ pending: 2 })
  const recent = await watch({ kind: 'board', perState: 5, filter: { queues: ['mail'], since: Date.now() - 60_000 } })
  expect([...recent.board().keys()]).toEqual(['mail:j_new'])
  expect(recent.counts()).toBeUndefined()
  await all.get('images').add('images', {}, { jobId: 'j_another' })
  await all.get('mail').add('mail', {}, { jobId: 'j_late', timestamp: Date.now() - 3_600_000 })
  await all.get('mail').add('mail', {}, { jobId: 'j_newest' })
  await recent.until((jobs) => jobs.has('mail:j_newest'))
  expect([...recent.board().keys()].toSorted()).toEqual(['mail:j_new', 'mail:j_newest'])
})

test('[I6] [G8] a snapshot that is ahead of the tail takes no job from the views that were there before', async () => {
  const { queues: all, watch, tail } = await startPipeline(queues)
  const early = await watch(board)
  // Nothing is read from the streams any more, so every snapshot is ahead.
  await tail.close()
  await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  const late = await watch({ ...board, perState: 7 })
  expect(late.board().has('mail:j_one')).toBe(true)
  await early.until((jobs) => jobs.has('mail:j_one'))
  expect(early.events.map(({ type }) => type)).toEqual(['submitted'])
  expect(late.events).toEqual([])
})
