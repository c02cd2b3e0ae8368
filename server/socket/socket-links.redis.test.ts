import { expect, test, vi } from 'vitest'
import type { JobEvent } from '#core/job-event.ts'
import type { LinkScope } from '#core/job-link.ts'
import type { Changes, Mark } from '#core/protocol.ts'
import { startSockets, watchOn } from '#server/testing/start-sockets.ts'

const shared = { kind: 'job', id: 'mail:j_1' } as const
const later = Math.floor(Date.now() / 1_000 + 1_000) * 1_000
const link = (scope: LinkScope, job = 'mail:j_1', expiresAt = later) => ({ job, scope, expiresAt })

/** Two jobs, and sockets that show a link. Whoever shows one is nobody else: nobody is asked who sent the request. */
async function start() {
  const sockets = await startSockets({ authenticate: () => undefined })
  for (const jobId of ['j_1', 'j_2']) await sockets.queues.get('mail').add('mail', {}, { jobId })
  return { ...sockets, connectBy: (token: unknown) => sockets.connect({ auth: { token } }) }
}

test('who shows a link watches its job, and nothing else', async () => {
  const { connectBy, jobLinks } = await start()
  const socket = await connectBy(jobLinks.makeFirst(link('view+download')))
  const answer = async (view: object) => {
    const ack = await watchOn(socket, { watch: 'w', view })
    return ack.ok ? ack.jobs?.map(({ id }) => id) : ack.code
  }
  expect(await answer(shared)).toEqual(['mail:j_1'])
  expect(await answer({ ...shared, logs: true })).toBe('unknown_job')
  expect(await answer({ ...shared, id: 'mail:j_2' })).toBe('unknown_job')
  expect(await answer({ ...shared, id: 'mail:j_none' })).toBe('unknown_job')
  expect(await answer({ kind: 'jobs', ids: ['mail:j_1'] })).toBe('unknown_job')
  for (const kind of ['ops', 'schedules']) expect(await answer({ kind })).toBe('forbidden')
  expect(await answer({ kind: 'board', perState: 50 })).toBe('forbidden')
})

test('what does not hold lets nobody in', async () => {
  const { connectBy, jobLinks } = await start()
  const token = jobLinks.makeFirst(link('view'))
  const over = jobLinks.makeFirst(link('view', 'mail:j_1', 1_000_000))
  const gone = jobLinks.makeFirst(link('view', 'mail:j_none'))
  for (const wrong of [token.slice(0, -1), token.replace('v1', 'v2'), over, gone, '', 7, null, { token }]) {
    const socket = await connectBy(wrong)
    const refused = new Promise<Error>((resolve) => void socket.on('connect_error', resolve))
    expect((await refused).message, String(wrong)).toBe('sign_in_required')
  }
})

test('what a link tells has no error, no other queue and no other job, and how many workers there are neither', async () => {
  const { connectBy, jobLinks, commands, prefix } = await start()
  const socket = await connectBy(jobLinks.makeFirst(link('view')))
  const heard: Changes[] = []
  const marks: Mark[] = []
  socket.on('changes', (changes) => void heard.push(changes))
  socket.on('mark', (mark) => void marks.push(mark))
  const ack = await watchOn(socket, { watch: 'w', view: shared })
  const events = () => heard.flatMap((changes): JobEvent[] => changes.events)
  const tell = (...fields: string[]) => commands.xadd(`${prefix}:mail:events`, '*', ...fields, 'jobId', 'j_1')
  await tell('event', 'active', 'prev', 'waiting')
  await tell('event', 'progress', 'data', '40')
  await tell('event', 'failed', 'failedReason', 'SECRET', 'prev', 'active')
  await vi.waitFor(() => expect(events().length).toBeGreaterThan(0))
  await vi.waitFor(() => expect(marks.length).toBeGreaterThan(0), { timeout: 7_000 })
  const told = JSON.stringify([ack, heard, marks])
  expect(told).not.toMatch(/SECRET|j_2|worker|"streams":\{"/)
  expect(ack).toMatchObject({ ok: true, mode: 'snapshot', cursor: { streams: {} } })
})

test('[G10] a link that is taken back, or whose time is over, ends the connection', async () => {
  const { connectBy, jobLinks } = await start()
  const back = await connectBy(jobLinks.makeFirst(link('view')))
  const soon = Math.ceil(Date.now() / 1_000 + 1) * 1_000
  const short = await connectBy(jobLinks.makeFirst(link('view', 'mail:j_2', soon)))
  const ended = [back, short].map((socket) => {
    const told = new Promise((resolve) => void socket.on('signedOut', () => resolve('told')))
    const closed = new Promise((resolve) => void socket.on('disconnect', resolve))
    return Promise.all([told, closed])
  })
  expect(await watchOn(back, { watch: 'w', view: shared })).toMatchObject({ ok: true })
  expect(await watchOn(short, { watch: 'w', view: { ...shared, id: 'mail:j_2' } })).toMatchObject({ ok: true })
  await jobLinks.revoke({ queue: 'mail', id: 'j_1' })
  for (const each of await Promise.all(ended)) expect(each).toEqual(['told', 'io server disconnect'])
})
