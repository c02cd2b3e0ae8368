import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type APIRequestContext, expect, request, test } from '@playwright/test'
import { can } from '#core/can.ts'
import type { Principal, Role } from '#core/principal.ts'
import { hashPassword } from '../scripts/launcher/hash-password.mjs'
import { expectLinkOpensOnly } from './expect-link-opens-only.ts'
import { otherRoutes, routeRights } from './route-rights.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'

const password = 'the same for everybody'
const people: Record<string, Role> = {
  owner: 'submitter',
  stranger: 'submitter',
  viewer: 'viewer',
  operator: 'operator',
  admin: 'admin',
}
const routes = Object.keys(routeRights)

let waybill: StartedWaybill
const sessions = new Map<string, APIRequestContext>()

function sessionOf(who: string): APIRequestContext {
  const session = sessions.get(who)
  if (!session) throw new Error(`${who} has no session.`)
  return session
}

let jobs: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(180_000)
  waybill = await startWaybill({ env: { WAYBILL_AUTH: 'password' }, readyWithinMs: 120_000 })
  const record = await hashPassword(password)
  const users = Object.entries(people).map(([name, role]) => ({ name, role, password: record }))
  await writeFile(join(waybill.dataDir, 'users.json'), JSON.stringify({ v: 1, users }))
  const context = () => request.newContext({ baseURL: waybill.url, extraHTTPHeaders: { Origin: waybill.url } })
  sessions.set('nobody', await context())
  for (const name of Object.keys(people)) {
    const session = await context()
    expect((await session.post('/api/session', { data: { name, password } })).status()).toBe(201)
    sessions.set(name, session)
  }
  // One for each that somebody may change or remove.
  const one = { type: 'rehearsal', input: { title: 'Own' }, delayMs: 86_400_000 }
  const made = await sessionOf('owner').post('/api/jobs/batch', { data: { jobs: Array(routes.length * 6).fill(one) } })
  jobs = (await made.json()).results.map(({ id }: { id: string }) => id)
})

test.afterAll(async () => {
  for (const session of sessions.values()) await session.dispose()
  await waybill.stop()
})

test('every route has a row', () => {
  expect([...routesIn('app/api', '/api'), ...otherRoutes].sort()).toEqual([...routes].sort())
})

for (const who of ['nobody', ...Object.keys(people)]) {
  test(`every route does for ${who} what their role and their jobs allow`, async () => {
    for (const route of routes) {
      // A session that is ended could ask nothing afterwards; e2e/sign-in.spec.ts does that.
      if (/session/.test(route) && who !== 'nobody') continue
      const [method = '', path = ''] = route.split(' ')
      const id = path.startsWith('/api/jobs/') ? encodeURIComponent(jobs.pop() ?? '') : 's_none'
      const answer = await sessionOf(who).fetch(
        path.replace('[id]', id).replace('[name]', 'a.txt').replace('[queue]', 'nobodys'),
        {
          method,
          ...(method !== 'GET' && method !== 'DELETE' && !path.endsWith('/retry') && { data: {} }),
        },
      )
      const body = await answer.text()
      const code = /"code":"(\w+)"/.exec(body ?? '')?.[1] ?? ''
      const said = ['sign_in_required', 'forbidden', 'unknown_job'].includes(code) ? code : 'allowed'
      expect.soft(said, `${route}: ${answer.status()} ${body}`).toBe(expected(who, route))
      expect.soft(answer.status()).toBeLessThan(500)
    }
  })
}

test('a job of somebody else is answered exactly as one that does not exist', async () => {
  const stranger = sessionOf('stranger')
  const paths = routes.filter((route) => /\/jobs\/\[id\]/.test(route))
  for (const route of paths) {
    const [method = '', path = ''] = route.split(' ')
    const ask = async (id: string) => {
      const answer = await stranger.fetch(path.replace('[id]', encodeURIComponent(id)).replace('[name]', 'a'), {
        method,
      })
      const { requestId, ...body } = await answer.json()
      expect(requestId).toBeTruthy()
      return [answer.status(), body, Object.keys(answer.headers() ?? {}).sort()]
    }
    expect.soft(await ask(jobs.at(-1) ?? ''), route).toEqual(await ask('rehearsal:j_nobodys'))
  }
})

test('a link to a job opens it to who is not signed in, and nothing else', async () => {
  const [owner, stranger] = [sessionOf('owner'), sessionOf('nobody')]
  await expectLinkOpensOnly({ url: waybill.url, owner, stranger, job: jobs.at(-1) ?? '' })
})

function expected(who: string, route: string): string {
  const right = routeRights[route]
  if (right === 'nothing') return 'allowed'
  const role = people[who]
  if (!role || !right) return 'sign_in_required'
  if (right === 'signed in') return 'allowed'
  const principal: Principal = { id: who, role, mode: 'password' }
  const isAboutJob = route.includes('/jobs/[id]')
  const resource = isAboutJob ? ({ kind: 'job', owner: 'owner' } as const) : undefined
  if (can(principal, right, resource)) return 'allowed'
  return isAboutJob && !can(principal, 'job.view', resource) ? 'unknown_job' : 'forbidden'
}

/** Every method of every route file below a folder. */
function routesIn(folder: string, path: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = join(folder, entry.name)
    if (entry.isDirectory()) return routesIn(file, `${path}/${entry.name}`)
    if (entry.name !== 'route.ts') return []
    return [...readFileSync(file, 'utf8').matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm)].map(
      ([, method]) => `${method} ${path}`,
    )
  })
}
