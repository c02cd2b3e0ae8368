import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { anyCall, type Call } from './any-call.ts'
import { Listener, type Watching } from './listener.ts'
import { leaksIn, people, roles, type Who } from './may-see.ts'
import type { Answer } from './person.ts'
import { World } from './world.ts'

const { ISOLATION_SEED = '20261122', ISOLATION_CALLS = '600' } = process.env
const seed = Number(ISOLATION_SEED)
const together = 15
const numRuns = Math.ceil(Number(ISOLATION_CALLS) / together)
const submitters: readonly Who[] = ['ada', 'bob']

let world: World
let listener: Listener

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  world = await World.start()
  listener = new Listener(world)
})

test.afterAll(async () => {
  listener.close()
  await world.close()
})

test('[G10] the connection of somebody who is removed ends within five seconds, and no other one opens', async () => {
  for (const who of people) expect(await listener.connect(who), who).toBe(who !== 'nobody')
  await listener.watch({ who: 'cy', view: 'board', job: 0, other: 0, withCursor: false })
  await world.writeUsers(people.filter((who) => who !== 'cy' && who !== 'nobody'))
  await expect.poll(() => listener.ended.has('cy'), { timeout: 5_000 }).toBe(true)
  expect([...listener.ended]).toEqual(['cy'])
  // What cy was told until then was theirs.
  listener.heard.set('cy', [])
  expect(await listener.connect('cy')).toBe(false)
})

test('[G10] nobody is told of what they may not see, whatever they ask, watch and send', async () => {
  test.setTimeout(120_000)
  console.log(`seed ${seed}: ${numRuns * together} requests and as many watches, ${world.secrets.length} secrets`)
  const anyWatching: fc.Arbitrary<Watching> = fc.record({
    who: fc.constantFrom(...people),
    view: fc.constantFrom('board', 'filtered', 'job', 'jobs', 'ops', 'schedules'),
    job: fc.nat(),
    other: fc.nat(),
    withCursor: fc.boolean(),
  })
  const calls = fc.array(anyCall, { minLength: together, maxLength: together })
  // A connection that says too much is ended: forty a second.
  const watchings = fc.array(anyWatching, { minLength: together, maxLength: together })
  const statuses = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(calls, watchings, fc.constantFrom(...submitters), async (asked, watched, busy) => {
      const isBusy = world.jobs.length < 150
      const running = isBusy ? world.run(busy) : undefined
      await Promise.all([...asked.map((call) => check(call, statuses)), ...watched.map((each) => listener.watch(each))])
      await running
    }),
    { seed, numRuns, endOnFailure: true },
  )
  // Some were answered, and some were refused: a test in which nobody is shown anything proves nothing.
  expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining(['200', '202', '401', '403', '404', '410']))
})

test('[G10] what was pushed to each is theirs, and own boards count nothing of others', async () => {
  for (const who of people) {
    const heard = listener.heard.get(who) ?? []
    expect(leaksIn(heard.join('\n'), who, world.secrets), who).toEqual([])
    if (roles[who] === 'submitter') {
      expect(heard.filter((said) => said.includes('"jobs":[{')).length, who).toBeGreaterThan(0)
      expect(heard.filter((said) => said.includes('"counts":'))).toEqual([])
    }
  }
  const others = listener.heard.get('vera')?.join('') ?? ''
  expect(world.jobs.some(({ id, owner }) => owner === 'ada' && others.includes(id))).toBe(true)
})

test('[G10] a file of somebody else is answered as one that does not exist, and becomes nobody’s input', async () => {
  const reports = world.jobs.filter(({ id }) => id.startsWith('csv-report:'))
  const submit = async (who: Who, file: object) => {
    const { status, body } = await world
      .as(who)
      .post('/api/jobs', { type: 'csv-report', input: { file }, delayMs: 86_400_000 })
    if (status !== 202) return [status, withoutRequestId(body)]
    world.own(JSON.parse(body).id, who)
    return [status]
  }
  const unknown = await submit('bob', { uploadId: `u_${'a'.repeat(26)}` })
  expect(unknown[0]).toBe(422)
  for (const { id: uploadId, owner } of world.uploads) {
    const isOwn = owner === 'bob'
    expect(await submit('bob', { uploadId }), uploadId).toEqual(isOwn ? [202] : unknown)
    if (isOwn) continue
    for (const { id: job } of reports) expect(await submit('bob', { uploadId, job })).toEqual(unknown)
    expect((await submit('olga', { uploadId }))[0]).toBe(202)
  }
})

/** Sends it, and again about a job that does not exist: who may not see the job must not be able to tell the answers apart. */
async function check(call: Call, statuses: Map<string, number>): Promise<void> {
  const { who } = call
  const { id, owner } = world.jobs[call.job % world.jobs.length] ?? { id: '', owner: undefined }
  const [method = '', path = ''] = call.route.split(' ')
  const other = world.jobs[call.other % world.jobs.length]?.id ?? ''
  const target = (job: string) =>
    `${path.replace('[id]', encodeURIComponent(job)).replace('[name]', 'profile.json').replace('[queue]', 'rehearsal')}${call.query.replace('OTHER', encodeURIComponent(other))}`
  const upload = world.uploads[call.upload % world.uploads.length]?.id ?? ''
  const body = bodyOf(call.route, { upload, job: other, title: `t${call.upload}` })
  const [name = '', value = ''] = call.header.split(': ')
  const ask = (job: string) =>
    world.as(who).ask(method, target(job), { body, headers: name ? { [name]: value } : undefined })
  const answer = await ask(id)
  statuses.set(String(answer.status), (statuses.get(String(answer.status)) ?? 0) + 1)
  expect(answer.status, `${call.route} ${answer.body.slice(0, 300)}`).toBeLessThan(500)
  noteJobs(answer, who)
  const told = `${answer.status} ${JSON.stringify([...answer.headers])} ${answer.body}`
  const asked = `${target(id)} ${JSON.stringify(body)}`
  expect(leaksIn(told, who, world.secrets, asked), `${who}: ${method} ${target(id)}`).toEqual([])
  const isTheirs = roles[who] === 'submitter' && owner === who
  const seesAll = ['viewer', 'operator', 'admin'].includes(roles[who])
  if (!path.startsWith('/api/jobs/[id]') || isTheirs || seesAll) return
  const unknown = await ask(`${id.slice(0, id.indexOf(':'))}:j_${'a'.repeat(id.length - id.indexOf(':') - 3)}`)
  expect(shapeOf(answer), `${who}: ${method} ${target(id)}`).toEqual(shapeOf(unknown))
}

/** Jobs that came out of it are somebody's from now on. */
function noteJobs({ status, body }: Answer, who: Who): void {
  if (status !== 202) return
  for (const [, id = ''] of body.matchAll(/"id":"((?:rehearsal|csv-report):j_\w+)"/g)) {
    if (!world.jobs.some((job) => job.id === id)) world.own(id, who)
  }
}

function bodyOf(route: string, { upload, job, title }: { upload: string; job: string; title: string }): unknown {
  if (/^(GET|HEAD|DELETE) /.test(route)) return undefined
  const report = { type: 'csv-report', input: { file: { uploadId: upload, job } }, delayMs: 86_400_000 }
  const rehearsal = { type: 'rehearsal', input: { title, steps: 1, stepMs: 0 }, delayMs: 86_400_000 }
  if (route === 'POST /api/jobs') return report
  if (route === 'POST /api/jobs/batch') return { jobs: [report, rehearsal] }
  if (route === 'POST /api/flows') return { ...rehearsal, children: [report, { ...rehearsal, retryOf: job }] }
  if (route === 'POST /api/uploads') return 'a,b\n1,2\n'
  if (route.endsWith('/retry')) return { input: rehearsal.input }
  return {}
}

const withoutRequestId = (body: string) => body.replace(/"requestId":"[^"]*"/, '')

const shapeOf = ({ status, headers, body }: Answer) => ({
  status,
  body: withoutRequestId(body),
  headers: [...headers.keys()].sort(),
  length: headers.get('content-length'),
})
