import { randomBytes } from 'node:crypto'
import { type APIRequestContext, expect, request, test } from '@playwright/test'
import { can } from '#core/can.ts'
import type { LinkScope } from '#core/job-link.ts'
import { createKeyRing } from '#server/auth/key-ring.ts'
import { linkToken } from '#server/auth/link-token.ts'
import { credentials } from './credentials.ts'
import { routeRights } from './route-rights.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'

const secret = randomBytes(32)
const keys = createKeyRing([secret])
const inAnHour = (Math.floor(Date.now() / 1_000) + 3_600) * 1_000
const routes = Object.keys(routeRights)

let waybill: StartedWaybill
let program: APIRequestContext
/** The job that is shared, and one whose links were taken back. */
let [shared, closed] = ['', '']

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  const env = { WAYBILL_AUTH: 'token', WAYBILL_SECRET: secret.toString('base64') }
  waybill = await startWaybill({ env, readyWithinMs: 120_000 })
  program = await request.newContext({ baseURL: waybill.url })
  const ids: string[] = []
  for (const title of ['Shared', 'Closed']) {
    const data = { type: 'rehearsal', input: { title, steps: 1, stepMs: 10 } }
    ids.push((await (await program.post('/api/jobs', { data, headers: credentials })).json()).id)
  }
  ;[shared = '', closed = ''] = ids
  const done = await program.delete(`/api/jobs/${encodeURIComponent(closed)}/share`, { headers: credentials })
  expect(done.status()).toBe(204)
  const finished = async () => (await (await ask('GET /api/jobs/[id]', token('view'))).json()).state
  await expect.poll(finished).toBe('success')
})

test.afterAll(async () => {
  await program.dispose()
  await waybill.stop()
})

const token = (scope: LinkScope, job = shared, expiresAt = inAnHour, ring = keys) =>
  linkToken(ring, { job, scope, expiresAt }, 0)

/** Sends what the route needs to be understood, so that only the right can be what is missing. */
function ask(route: string, bearer: string, id = shared) {
  const [method = '', path = ''] = route.split(' ')
  const address = path
    .replace('[id]', encodeURIComponent(id))
    .replace('[name]', 'a.txt')
    .replace('[queue]', 'rehearsal')
  const data = method === 'GET' || method === 'DELETE' || path.endsWith('/retry') ? undefined : {}
  return program.fetch(address, { method, data, headers: { Authorization: `Bearer ${bearer}` } })
}

async function verdict(route: string, bearer: string, id?: string): Promise<string> {
  const answer = await ask(route, bearer, id)
  expect.soft(answer.status(), route).toBeLessThan(500)
  const { code = '' } = /json/.test(answer.headers()['content-type'] ?? '') ? await answer.json() : {}
  const refusals = ['sign_in_required', 'forbidden', 'unknown_job', 'link_not_valid']
  return refusals.includes(code) ? code : 'allowed'
}

const isAboutJob = (route: string) => route.includes('/jobs/[id]')

for (const scope of ['view', 'view+download'] as const) {
  test(`a link to ${scope} opens of all routes what it is for, with its own job and no other`, async () => {
    const holder = { id: 'link', link: { job: shared, scope, expiresAt: inAnHour } }
    for (const route of routes) {
      const right = routeRights[route]
      if (!right) throw new Error(`${route} has no row.`)
      const isOpen = right === 'nothing'
      const isAllowed =
        right !== 'nothing' && right !== 'signed in' && can(holder, right, { kind: 'job', id: shared, owner: '' })
      const refused = isAboutJob(route) ? 'forbidden' : 'sign_in_required'
      expect.soft(await verdict(route, token(scope)), route).toBe(isOpen || isAllowed ? 'allowed' : refused)
      if (isAboutJob(route)) expect.soft(await verdict(route, token(scope), closed), route).toBe('unknown_job')
    }
  })
}

test('a link that does not hold opens nothing, whatever is wrong with it', async () => {
  const right = token('view+download')
  const wrong = {
    expired: token('view+download', shared, Date.now() - (Date.now() % 1_000) - 1_000),
    'taken back': token('view+download', closed),
    'of a job that is gone': token('view+download', 'rehearsal:j_none'),
    forged: token('view+download', shared, inAnHour, createKeyRing([randomBytes(32)])),
    'of another job by its name': right.replace(shared, closed),
    'with another scope': token('view').replace('.view.', '.view+download.'),
    'for longer': right.replace(String(inAnHour / 1_000), String(inAnHour / 1_000 + 1)),
    truncated: right.slice(0, -1),
    'of another version': right.replace('v1.', 'v2.'),
  }
  expect(await verdict('GET /api/jobs/[id]/result', right)).toBe('allowed')
  for (const [what, bearer] of Object.entries(wrong)) {
    const id = what === 'taken back' ? closed : shared
    for (const route of routes) {
      if (routeRights[route] === 'nothing') continue
      const refused = isAboutJob(route) ? 'link_not_valid' : 'sign_in_required'
      expect.soft(await verdict(route, bearer, id), `${what}: ${route}`).toBe(refused)
    }
  }
})

test('a link tells nothing of its job but how it fares', async () => {
  const job = await (await ask('GET /api/jobs/[id]', token('view'))).json()
  const known = ['id', 'queue', 'type', 'label', 'state', 'attempt', 'progress', 'stage', 'stages', 'attempts', 'times']
  const more = ['tags', 'flags', 'version', 'result', 'link']
  expect(Object.keys(job).filter((key) => ![...known, ...more].includes(key))).toEqual([])
  expect(JSON.stringify(job)).not.toContain('worker')
  expect(job.tags).toEqual([])
})
