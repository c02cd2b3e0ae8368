import { expect, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'

const board = { kind: 'board', perState: 50 } as const
const queues = ['mail', 'images'] as const

test('[G6] [G8] a browser that was cut off is told exactly what it missed, every transition once and in order', async () => {
  const { queues: all, watch, commands, prefix } = await startPipeline(queues)
  const mail = all.get('mail')
  await mail.add('mail', {}, { jobId: 'j_one' })
  const first = await watch(board)
  const other = await watch(board)
  const [cursor, seen] = [first.cursor(), first.board()]
  first.close()
  const events = queueKey(prefix, 'mail', 'events')
  for (const event of ['active', 'waiting', 'active']) {
    await commands.xadd(
      events,
      '*',
      'event',
      event,
      'jobId',
      'j_one',
      'prev',
      event === 'active' ? 'waiting' : 'active',
    )
  }
  await mail.add('mail', {}, { jobId: 'j_two' })
  await other.until((jobs) => jobs.has('mail:j_two'))

  const back = await watch(board, { cursor, board: seen })
  expect(back.mode).toBe('replay')
  expect(back.events).toEqual(other.events)
  expect([...back.board().values()]).toEqual([...other.board().values()])
})

test('[I6] a cursor of other data, of another node or from nowhere is answered with a snapshot', async () => {
  const { queues: all, watch } = await startPipeline(queues)
  await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  const first = await watch(board)
  const cursor = first.cursor()
  const odd = [
    { ...cursor, epoch: 'another' },
    { ...cursor, feed: 'of another node' },
    { ...cursor, feed: undefined },
    { ...cursor, streams: {} },
  ]
  for (const one of odd) {
    const back = await watch(board, { cursor: one, board: new Map() })
    expect(back.mode).toBe('snapshot')
    expect(back.board().has('mail:j_one')).toBe(true)
  }
})

test('a view nobody came back to is let go, and its jobs with it', async () => {
  const { queues: all, watch, bridge } = await startPipeline(queues)
  await all.get('mail').add('mail', {}, { jobId: 'j_one' })
  const first = await watch(board)
  const cursor = first.cursor()
  first.close()
  await bridge.tidy(Date.now() + 60_000)
  expect((await watch(board, { cursor, board: first.board() })).mode).toBe('replay')
})
