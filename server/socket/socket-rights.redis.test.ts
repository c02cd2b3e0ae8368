import { expect, test, vi } from 'vitest'
import type { Principal } from '#core/principal.ts'
import { startSockets, watchOn } from '#server/testing/start-sockets.ts'
import { admin, testOwnership } from '#server/testing/test-ownership.ts'

const board = { kind: 'board', perState: 50 } as const
const submitter = (id: string): Principal => ({ id, role: 'submitter', mode: 'password' })

test('who does not say who they are is told so, and hears nothing', async () => {
  const { connect } = await startSockets({ authenticate: () => undefined })
  const socket = await connect()
  const refused = new Promise<Error>((resolve) => void socket.on('connect_error', resolve))
  expect((await refused).message).toBe('sign_in_required')
  expect(socket.connected).toBe(false)
})

test('what only operators may watch is refused to others', async () => {
  const { connect } = await startSockets({ authenticate: () => submitter('ada') })
  const socket = await connect()
  expect(await watchOn(socket, { watch: 'w', view: { kind: 'ops' } })).toMatchObject({ ok: false, code: 'forbidden' })
})

test('[G10] a submitter is told of own jobs, by the board, by the id and by the log, and of no others', async () => {
  const { connect, queues, commands, prefix } = await startSockets({ authenticate: () => submitter('ada') })
  const ownership = testOwnership(commands, prefix)
  const add = async (owner: string, id: string) => {
    const options = { jobId: id, waybill: { v: 1 as const, label: id, tags: [], keep: { success: 60, failure: 60 } } }
    const job = ownership.mark(owner, { address: { queue: 'mail', id }, data: {}, options })
    await ownership.note(owner, [job])
    await queues.get('mail').add('mail', {}, job.options)
  }
  await add('ada', 'j_own')
  await add('bob', 'j_bob')
  const socket = await connect()
  const heard: string[] = []
  const both = new Promise<void>((resolve) => {
    socket.on('changes', ({ watch, events }) => {
      heard.push(...events.map(({ id }) => `${watch} ${id}`))
      if (heard.includes('board mail:j_own2')) resolve()
    })
  })
  const shown = async (watch: string, view: object) => {
    const ack = await watchOn(socket, { watch, view })
    return ack.ok && [ack.jobs?.map(({ id }) => id), ack.counts]
  }
  expect(await shown('board', board)).toEqual([['mail:j_own'], undefined])
  expect(await shown('own', { kind: 'job', id: 'mail:j_own', logs: true })).toEqual([['mail:j_own'], undefined])
  // A job of somebody else is as one that is not there.
  expect(await shown('bob', { kind: 'job', id: 'mail:j_bob', logs: true })).toEqual([[], undefined])
  expect(await shown('nobody', { kind: 'job', id: 'mail:j_nobody', logs: true })).toEqual([[], undefined])
  expect(await shown('jobs', { kind: 'jobs', ids: ['mail:j_own', 'mail:j_bob'] })).toEqual([['mail:j_own'], undefined])
  await queues.get('mail').remove('j_bob')
  await add('bob', 'j_bob')
  await add('ada', 'j_own2')
  await both
  expect(new Set(heard)).toEqual(new Set(['board mail:j_own2']))
})

test.each(['submitter', 'viewer', 'operator', 'admin'] as const)(
  '[G10] a %s who asks for their own jobs is told of those, and cannot ask for those of somebody else',
  async (role) => {
    const { connect, queues, commands, prefix } = await startSockets({
      authenticate: () => ({ ...submitter('ada'), role }),
    })
    const ownership = testOwnership(commands, prefix)
    for (const owner of ['ada', 'bob']) {
      const options = {
        jobId: `j_${owner}`,
        waybill: { v: 1 as const, label: owner, tags: [], keep: { success: 60, failure: 60 } },
      }
      const job = ownership.mark(owner, { address: { queue: 'mail', id: `j_${owner}` }, data: {}, options })
      await ownership.note(owner, [job])
      await queues.get('mail').add('mail', {}, job.options)
    }
    // Another program's, which says that it is hers.
    const forged = { jobId: 'j_forged', waybill: { v: 1, owner: { id: 'ada', mac: 'x' } } }
    await queues.get('mail').add('mail', {}, forged as never) // as a foreign program would
    const socket = await connect()
    const ack = await watchOn(socket, { watch: 'w', view: { ...board, filter: { mine: true } } })
    expect(ack).toMatchObject({ ok: true, jobs: [{ id: 'mail:j_ada' }] })
    expect(ack).not.toHaveProperty('counts')
    expect(JSON.stringify(ack)).not.toMatch(/"owner"|j_bob|"bob/)
    for (const filter of [{ mine: 'bob' }, { mine: false }, { owner: 'bob' }]) {
      expect(await watchOn(socket, { watch: 'x', view: { ...board, filter } })).toMatchObject({ code: 'bad_request' })
    }
  },
)

test('[G10] whoever is signed out is told, and hears nothing more', async () => {
  let principal: Principal | undefined = submitter('ada')
  const { connect } = await startSockets({ authenticate: () => principal })
  const socket = await connect()
  expect(await watchOn(socket, { watch: 'w', view: board })).toMatchObject({ ok: true })
  const told = new Promise((resolve) => void socket.on('signedOut', () => resolve(true)))
  const closed = new Promise((resolve) => void socket.on('disconnect', resolve))
  principal = undefined
  expect(await told).toBe(true)
  expect(await closed).toBe('io server disconnect')
})

test('[G10] a role that is taken away ends what it allowed, and what is still allowed can be watched', async () => {
  let principal: Principal = { ...submitter('ada'), role: 'operator' }
  const { connect, queues } = await startSockets({ authenticate: () => principal })
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  const socket = await connect()
  const resets: string[] = []
  const all = new Promise<void>((resolve) => {
    socket.on('reset', ({ watch, reason }) => {
      resets.push(`${watch} ${reason}`)
      if (resets.length === 2) resolve()
    })
  })
  expect(await watchOn(socket, { watch: 'all', view: board })).toMatchObject({ jobs: [{ id: 'mail:j_1' }] })
  await watchOn(socket, { watch: 'ops', view: { kind: 'ops' } })
  principal = submitter('ada')
  await all
  expect(resets.sort()).toEqual(['all authz', 'ops authz'])
  expect(await watchOn(socket, { watch: 'ops', view: { kind: 'ops' } })).toMatchObject({ code: 'forbidden' })
  expect(await watchOn(socket, { watch: 'again', view: board })).toMatchObject({ ok: true, jobs: [] })
})

test('while it cannot be found out who somebody is, they stay who they were', async () => {
  let asked = 0
  const isAway = () => {
    asked += 1
    if (asked > 1) throw new Error('Connection is closed.')
    return admin
  }
  const { connect } = await startSockets({ authenticate: isAway })
  const socket = await connect()
  await watchOn(socket, { watch: 'w', view: board })
  await vi.waitFor(() => expect(asked).toBeGreaterThan(3))
  expect(socket.connected).toBe(true)
  // Who comes now is nobody yet.
  const late = await connect()
  const refused = new Promise<Error>((resolve) => void late.on('connect_error', resolve))
  expect((await refused).message).toBe('redis_unavailable')
})
