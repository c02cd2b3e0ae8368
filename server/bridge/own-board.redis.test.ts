import type { JobsOptions } from 'bullmq'
import { expect, test } from 'vitest'
import { createOwnJobs } from '#server/auth/own-jobs.ts'
import type { WaybillJobsOptions } from '#server/queues.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { testOwnership } from '#server/testing/test-ownership.ts'

const board = { kind: 'board', perState: 50 } as const
const keep = { success: 60, failure: 60 }

async function start() {
  const pipeline = await startPipeline(['mail', 'images'])
  const { queues, commands, prefix } = pipeline
  const ownership = testOwnership(commands, prefix)
  const prepared = (owner: string, queue: string, id: string, tags: string[] = []) => {
    const options: WaybillJobsOptions = { jobId: id, waybill: { v: 1, label: id, tags, keep } }
    return ownership.mark(owner, { address: { queue, id }, data: {}, options })
  }
  const submit = async (owner: string, queue: string, id: string, over: JobsOptions & { tags?: string[] } = {}) => {
    const { tags, ...changed } = over
    const job = prepared(owner, queue, id, tags)
    await ownership.note(owner, [job])
    await queues.get(queue).add(queue, {}, { ...job.options, ...changed })
  }
  return { ...pipeline, submit, prepared }
}

test('a board of own jobs shows them all, however many others submitted since, and whatever their type', async () => {
  const { submit, queues, watch } = await start()
  await submit('ada', 'mail', 'j_first')
  await submit('ada', 'images', 'j_second')
  await queues
    .get('mail')
    .addBulk(Array.from({ length: 120 }, (_, i) => ({ name: 'mail', data: {}, opts: { jobId: `x${i}` } })))
  const all = await watch({ ...board, perState: 10 })
  expect(all.board().has('mail:j_first')).toBe(false)
  const own = await watch({ ...board, perState: 10, owner: 'ada' })
  expect([...own.board().keys()].sort()).toEqual(['images:j_second', 'mail:j_first'])
  const some = await watch({ ...board, owner: 'ada', filter: { types: ['images'] } })
  expect([...some.board().keys()]).toEqual(['images:j_second'])
  // How many jobs there are in all is nobody's business.
  expect([own.counts(), all.counts()?.pending]).toEqual([undefined, 122])
})

test('a narrowed board of own jobs finds them behind as many newer ones as it shows', async () => {
  const { submit, watch } = await start()
  await submit('ada', 'mail', 'j_found', { tags: ['night'], timestamp: Date.now() - 60_000 })
  for (let i = 0; i < 3; i += 1) await submit('ada', 'images', `j_${i}`)
  const narrow = await watch({ ...board, perState: 2, owner: 'ada', filter: { mine: true, tags: ['night'] } })
  expect([...narrow.board().keys()]).toEqual(['mail:j_found'])
})

test('what happens to own jobs is told, and nothing of others', async () => {
  const { submit, queues, watch } = await start()
  await submit('ada', 'mail', 'j_old')
  const [ada, bob] = [await watch({ ...board, owner: 'ada' }), await watch({ ...board, owner: 'bob' })]
  await submit('bob', 'mail', 'j_bob')
  await submit('ada', 'mail', 'j_new')
  await queues.get('mail').remove('j_old')
  await ada.until((jobs) => jobs.has('mail:j_new') && !jobs.has('mail:j_old'))
  await bob.until((jobs) => jobs.has('mail:j_bob'))
  expect(new Set(ada.events.map(({ id }) => id))).toEqual(new Set(['mail:j_old', 'mail:j_new']))
  expect(new Set(bob.events.map(({ id }) => id))).toEqual(new Set(['mail:j_bob']))
})

test('two who watch the same board with other eyes do not share what they are told, nor a cursor', async () => {
  const { submit, watch } = await start()
  await submit('bob', 'mail', 'j_bob')
  const all = await watch(board)
  const ada = await watch({ ...board, owner: 'ada' }, { cursor: all.cursor(), board: new Map() })
  expect([ada.mode, ada.board().size]).toEqual(['snapshot', 0])
})

test('[row 108] a job without a proof of its owner, or with a forged one, is on no board of own jobs, and marked as foreign', async () => {
  const { submit, prepared, queues, commands, prefix, watch } = await start()
  const { options } = prepared('ada', 'mail', 'j_real')
  const forge = async (id: string, owner: object | undefined) => {
    await createOwnJobs(commands, prefix).note('ada', { jobs: [`mail:${id}`] })
    await queues.get('mail').add('mail', {}, { jobId: id, waybill: { ...options.waybill, owner } } as JobsOptions)
  }
  await submit('ada', 'mail', 'j_own')
  await forge('j_copied', options.waybill.owner)
  await forge('j_named', { id: 'ada', mac: 'x' })
  await forge('j_none', undefined)
  const own = await watch({ ...board, owner: 'ada' })
  expect([...own.board().keys()]).toEqual(['mail:j_own'])
  const page = await watch({ kind: 'job', id: 'mail:j_copied', owner: 'ada' })
  expect(page.board().size).toBe(0)
  const all = [...(await watch(board)).board().values()]
  const marks = Object.fromEntries(all.map(({ id, foreign }) => [id, foreign]))
  const foreign = { 'mail:j_copied': true, 'mail:j_named': true, 'mail:j_none': true }
  expect(marks).toEqual({ 'mail:j_own': undefined, ...foreign })
})

test('who submitted a job is in nothing that is told', async () => {
  const { submit, watch } = await start()
  const seen = await watch(board)
  await submit('a-very-special-owner', 'mail', 'j_a')
  await seen.until((jobs) => jobs.has('mail:j_a'))
  const told = JSON.stringify([seen.events, [...(await watch(board)).board().values()]])
  expect(told).not.toContain('special-owner')
  expect(told).not.toContain('"mac"')
})

test('the list of own jobs keeps the newest thousand, and what came of them does not push them out', async () => {
  const { commands, prefix } = await start()
  const own = createOwnJobs(commands, prefix)
  const many = (kind: string) => Array.from({ length: 1_500 }, (_, i) => `mail:${kind}${i}`)
  await own.note('ada', { jobs: ['mail:old'], born: ['mail:run'] }, 1_000)
  await own.note('ada', { jobs: ['mail:parent'], born: many('c') }, 2_000)
  const kept = new Set(await own.newest('ada'))
  expect([kept.size, kept.has('mail:old'), kept.has('mail:parent'), kept.has('mail:run')]).toEqual([
    1_002,
    true,
    true,
    false,
  ])
  await own.note('ada', { jobs: many('j') }, 3_000)
  expect((await own.newest('ada')).includes('mail:parent')).toBe(false)
  expect(await own.newest('bob')).toEqual([])
})
