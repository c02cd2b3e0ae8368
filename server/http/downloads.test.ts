import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readlink, rm } from 'node:fs/promises'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Job } from '#core/job.ts'
import type { LinkHolder, LinkScope } from '#core/job-link.ts'
import type { Principal } from '#core/principal.ts'
import type { Tombstone } from '#core/tombstone.ts'
import { createDownloadPass } from '#server/auth/download-pass.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { writeJobFile } from '#server/store/job-files.ts'
import { sampleSuccess } from '#server/testing/sample-success.ts'
import { admin } from '#server/testing/test-ownership.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { createDownloads } from './downloads.ts'

const address = { queue: 'mail', id: 'j_1' }
const soon = Date.now() + 60_000

/** Who shows a link, by its token. */
type Holders = Record<string, LinkHolder>
const downloadPass = createDownloadPass({ port: 3000 })

/** A server that knows one job with one file. */
async function serve(
  content: string | Buffer = '0123456789',
  over: { job?: Job; tombstone?: Tombstone; by?: Principal; stalledMs?: number; holders?: Holders } = {},
) {
  const paths = dataPaths(await testFolder())
  const file = await writeJobFile(paths, { job: address, attempt: 1 }, { name: 'ä b.txt', content })
  const job = 'job' in over ? over.job : sampleSuccess('mail:j_1', { files: [file], expiresAt: soon })
  const owners = new Map([['mail:j_1', 'ada']])
  const snapshot = { queue: 'mail', version: '1-0', paused: false, jobs: job ? [job] : [], owners }
  const downloads = createDownloads({
    reader: { jobs: async () => ({ ...snapshot, counts: { pending: 0, running: 0, success: 1, failure: 0 } }) },
    tombstones: { find: async () => over.tombstone, ownerOf: async () => (over.tombstone ? 'ada' : undefined) },
    auth: { authenticate: async () => ('by' in over ? over.by : admin), forget: () => undefined },
    jobLinks: { holderOf: async (token) => over.holders?.[token] },
    downloadPass,
    paths,
    log: quietLog,
    stalledMs: over.stalledMs,
  })
  const server = createServer((request, response) => void downloads(request, response, 'r-1'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/jobs/mail%3Aj_1/files/${encodeURIComponent('ä b.txt')}`
  return { url, paths, fetch: (init?: RequestInit) => fetch(url, init) }
}

test('a file arrives whole, with its length', async () => {
  const { fetch } = await serve('<p>text that could be packed</p>'.repeat(1_000))
  const response = await fetch()
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Length')).toBe('32000')
  expect(response.headers.get('Content-Encoding')).toBeNull()
  expect(await response.text()).toHaveLength(32_000)
})

test('a part of it arrives, and a download that was cut off goes on', async () => {
  const { fetch } = await serve()
  const etag = (await fetch()).headers.get('ETag') ?? ''
  const rest = await fetch({ headers: { Range: 'bytes=7-', 'If-Range': etag } })
  expect([rest.status, rest.headers.get('Content-Range'), await rest.text()]).toEqual([206, 'bytes 7-9/10', '789'])
  const outside = await fetch({ headers: { Range: 'bytes=10-' } })
  expect([outside.status, outside.headers.get('Content-Range')]).toEqual([416, 'bytes */10'])
})

test('a file that was made before its job failed arrives too, and no other', async () => {
  const { result: _, ...base } = sampleSuccess('mail:j_1', {})
  const error = { name: 'Error', message: 'It broke.', at: 1, attempt: 1 }
  const failed = { ...base, state: 'failure', reason: 'error', error, expiresAt: soon } as const
  const file = { name: 'ä b.txt', bytes: 10, mediaType: 'text/plain' }
  const known = await serve('0123456789', { job: { ...failed, files: [file] } })
  expect(await (await known.fetch()).text()).toBe('0123456789')
  const unknown = await serve('0123456789', { job: failed })
  expect((await unknown.fetch()).status).toBe(404)
})

test('a file that is replaced has another tag', async () => {
  const { fetch, paths } = await serve()
  const before = (await fetch()).headers.get('ETag') ?? ''
  expect((await fetch({ headers: { 'If-None-Match': before } })).status).toBe(304)
  await writeJobFile(paths, { job: address, attempt: 1 }, { name: 'ä b.txt', content: '9876543210' })
  const after = await fetch({ headers: { 'If-None-Match': before, Range: 'bytes=7-', 'If-Range': before } })
  expect([after.status, await after.text()]).toEqual([200, '9876543210'])
})

test('HEAD says what GET would, and sends nothing; other methods are refused', async () => {
  const { fetch } = await serve()
  const head = await fetch({ method: 'HEAD' })
  expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '10', ''])
  const post = await fetch({ method: 'POST' })
  expect([post.status, post.headers.get('Allow')]).toEqual([405, 'GET, HEAD'])
})

test('[G14] the file of a job whose time is over is not served, though it still lies there', async () => {
  const over = sampleSuccess('mail:j_1', {
    files: [{ name: 'ä b.txt', bytes: 10, mediaType: 'text/plain' }],
    expiresAt: Date.now(),
  })
  const tombstone: Tombstone = { type: 'mail', label: 'Ada', state: 'success', times: { submittedAt: 0 }, expiredAt: 9 }
  for (const known of [{ job: over }, { job: undefined, tombstone }]) {
    const response = await (await serve('x', known)).fetch()
    expect(response.status).toBe(410)
    expect(await response.json()).toMatchObject({ code: 'expired', job: { type: 'mail', state: 'success' } })
  }
})

test.each([
  ['a job nobody knows', { job: undefined }, 404, 'unknown_job'],
  [
    'a job that did not make it',
    { job: sampleSuccess('mail:j_1', { files: [], expiresAt: soon }) },
    404,
    'unknown_file',
  ],
])('there is no file of %s', async (_what, known, status, code) => {
  const response = await (await serve('x', known)).fetch()
  expect(response.status).toBe(status)
  expect(await response.json()).toMatchObject({ code, requestId: 'r-1' })
})

test('a file that is gone from the disk is none, and a name that cannot be read neither', async () => {
  const { url, paths } = await serve()
  await rm(paths.job(address), { recursive: true })
  expect((await fetch(url)).status).toBe(404)
  expect((await fetch(url.replace(/files\/.*/, 'files/%ff'))).status).toBe(400)
})

test.skipIf(!existsSync('/proc/self/fd'))('who leaves in the middle of a download leaves no file open', async () => {
  const { url, paths } = await serve(Buffer.alloc(64 * 2 ** 20))
  const request = ask(url).end()
  const [response] = await once(request, 'response')
  await once(response, 'data')
  response.destroy()
  const second = ask(url, { headers: { Range: 'bytes=0-3' } }).end()
  const [part] = await once(second, 'response')
  expect(Buffer.byteLength(await text(part))).toBe(4)
  await vi.waitFor(async () => expect(await openFiles(paths.jobs)).toBe(0))
})

test.skipIf(!existsSync('/proc/self/fd'))('who stops reading in the middle of a download is cut off', async () => {
  const { url, paths } = await serve(Buffer.alloc(64 * 2 ** 20), { stalledMs: 100 })
  const request = ask(url).end()
  const [response] = await once(request, 'response')
  response.pause()
  await vi.waitFor(async () => expect(await openFiles(paths.jobs)).toBe(1))
  await vi.waitFor(async () => expect(await openFiles(paths.jobs)).toBe(0), { timeout: 5_000 })
  response.on('error', () => {}).destroy() // it was cut off, as it should be
})

/** How many files below a folder this process holds open. */
async function openFiles(folder: string): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
  )
  return links.filter((link) => link.startsWith(folder)).length
}

const submitter = (id: string): Principal => ({ id, role: 'submitter', mode: 'password' })

test('a file is for its owner and for operators; to others the job is unknown, kept or expired', async () => {
  const own = await serve('mine', { by: submitter('ada') })
  expect(await (await own.fetch()).text()).toBe('mine')
  const answerTo = async (over: Parameters<typeof serve>[1]) => {
    const response = await (await serve('mine', over)).fetch()
    return [response.status, (await response.json()).code]
  }
  expect(await answerTo({ by: submitter('bob') })).toEqual([404, 'unknown_job'])
  expect(await answerTo({ by: undefined })).toEqual([401, 'sign_in_required'])
  expect(await answerTo({ by: { ...submitter('eve'), role: 'viewer' } })).toEqual([403, 'forbidden'])
  const expired = { job: sampleSuccess('mail:j_1', { files: [], expiresAt: Date.now() - 1 }) }
  expect(await answerTo({ ...expired, by: submitter('ada') })).toEqual([410, 'expired'])
  expect(await answerTo({ ...expired, by: submitter('bob') })).toEqual([404, 'unknown_job'])
})

const holderOf = (job: string, scope: LinkScope): LinkHolder => ({
  id: `link:${job}`,
  link: { job, scope, expiresAt: soon },
})

const holders: Holders = {
  'v1.download': holderOf('mail:j_1', 'view+download'),
  'v1.view': holderOf('mail:j_1', 'view'),
  'v1.other': holderOf('mail:j_2', 'view+download'),
}

test.each([
  ['a link to download', 'v1.download', 200],
  ['a link to view only', 'v1.view', 403],
  ['a link to another job', 'v1.other', 404],
  ['a link that does not hold', 'v1.forged', 401],
])('%s, as a bearer token or as a pass, gets what it allows', async (_what, token, status) => {
  const { fetch } = await serve('shared', { by: undefined, holders })
  const shown = await fetch({ headers: { Authorization: `Bearer ${token}` } })
  expect([shown.status, (await shown.text()) === 'shared']).toEqual([status, status === 200])
  const passed = await fetch({ headers: { Cookie: `waybill-link-3000=${token}` } })
  // A pass that allows nothing is as none.
  expect(passed.status).toBe(status === 200 ? 200 : 401)
})

test('a pass takes nothing from whoever may see the file themselves, and a header counts alone', async () => {
  const own = await serve('mine', { by: submitter('ada'), holders })
  expect((await own.fetch({ headers: { Cookie: 'waybill-link-3000=v1.other' } })).status).toBe(200)
  const stranger = await serve('mine', { by: submitter('bob'), holders })
  expect((await stranger.fetch({ headers: { Cookie: 'waybill-link-3000=v1.download' } })).status).toBe(200)
  const both = { Cookie: 'waybill-link-3000=v1.download', Authorization: 'Bearer v1.forged' }
  const nobody = await serve('mine', { by: undefined, holders })
  expect((await nobody.fetch({ headers: both })).status).toBe(401)
})
