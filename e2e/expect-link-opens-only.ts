import { type APIRequestContext, expect } from '@playwright/test'
import { io } from 'socket.io-client'
import type { WatchAck } from '#core/protocol.ts'
import type { View } from '#core/view.ts'
import { routeRights } from './route-rights.ts'

/** What a link to view opens, whoever holds it. */
const open = new Set(['job.follow', 'nothing'])

interface Shared {
  url: string
  /** Somebody who may share the job. */
  owner: APIRequestContext
  /** Somebody who is not signed in. */
  stranger: APIRequestContext
  job: string
}

/** Shares a job, and looks that its link opens the job to somebody who is not signed in, over HTTP and the socket, and nothing else. */
export async function expectLinkOpensOnly({ url, owner, stranger, job }: Shared): Promise<void> {
  const path = `/api/jobs/${encodeURIComponent(job)}`
  const made = await owner.post(`${path}/share`, { data: { scope: 'view' }, headers: { Origin: url } })
  expect(made.status(), await made.text()).toBe(201)
  const { token } = await made.json()
  const bearer = { Authorization: `Bearer ${token}` }
  expect((await stranger.get(path)).status()).toBe(401)
  for (const [route, right] of Object.entries(routeRights)) {
    // Which would begin a sign-in, and is about nobody's job.
    if (route.includes('/session')) continue
    const [method = '', pattern = ''] = route.split(' ')
    const address = pattern
      .replace('[id]', encodeURIComponent(job))
      .replace('[name]', 'a')
      .replace('[queue]', 'rehearsal')
    const answer = await stranger.fetch(address, { method, headers: bearer })
    const isOpen = open.has(right)
    expect.soft([route, answer.status() < 300], await answer.text()).toEqual([route, isOpen])
    if (!isOpen) expect.soft([401, 403], route).toContain(answer.status())
  }
  for (const page of ['/', '/workers', '/audit', `/jobs/${encodeURIComponent(job)}`]) {
    const answer = await stranger.get(page, { headers: bearer, maxRedirects: 0 })
    expect.soft([page, answer.status()]).toEqual([page, 307])
  }
  expect(await watchAs(url, token, { kind: 'job', id: job })).toMatchObject({ ok: true, jobs: [{ id: job }] })
  expect(await watchAs(url, token, { kind: 'board', perState: 5 })).toMatchObject({ ok: false, code: 'forbidden' })
  const back = await owner.delete(`${path}/share`, { headers: { Origin: url } })
  expect(back.status()).toBe(204)
  expect((await stranger.get(path, { headers: bearer })).status()).toBe(401)
}

async function watchAs(url: string, token: string, view: View): Promise<WatchAck> {
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    auth: { token },
    extraHeaders: { Origin: url },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return await socket.timeout(5_000).emitWithAck('watch', { watch: 'w', view })
  } finally {
    socket.close()
  }
}
