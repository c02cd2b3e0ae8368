import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { Queue } from 'bullmq'
import { connectEmbeddedRedis } from '../embedded-redis.ts'
import type { StartedWaybill } from '../start-waybill.ts'
import { expect, submit } from '../waybill-test.ts'
import { everyHostileText as bad, hostileTexts } from './hostile-texts.ts'

const tomorrow = 86_400_000
const once = { steps: 1, stepMs: 0 }
const page = `<!doctype html><title>x</title>${bad}`
const picture = `<svg xmlns="http://www.w3.org/2000/svg" onload="window.__ran=true;fetch('/a-script-ran')"><script>fetch('/a-script-ran')</script></svg>`

/** Where hostile text can be seen afterwards. */
export interface Planted {
  jobs: string[]
  /** Paths of files that are meant to be looked at. */
  files: string[]
  expired: string
}

/** Writes hostile text wherever a worker, another BullMQ program or a user can write any. */
export async function plant({ dataDir }: StartedWaybill, request: APIRequestContext): Promise<Planted> {
  const redis = await connectEmbeddedRedis(dataDir)
  try {
    const change = (id: string, fields: Record<string, unknown>) =>
      redis.hset(
        `bull:${id}`,
        Object.fromEntries(
          Object.entries(fields).map(([key, value]) => [
            key,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]),
        ),
      )
    const stateOf = async (id: string) => (await (await request.get(pathOf(id))).json()).state
    const became = (id: string, state: string) => expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe(state)

    const [running = '', failed = '', done = ''] = await Promise.all([
      submit(request, 'rehearsal', { title: 'Runs', ...once, hangAtStep: 1 }),
      submit(request, 'rehearsal', { title: 'Fails', ...once, failAtStep: 1, retryable: false }),
      submit(request, 'rehearsal', { title: 'Succeeds', ...once }),
    ])
    const waiting = await submit(request, 'rehearsal', { title: 'Waits', ...once }, { delayMs: tomorrow })
    await Promise.all([became(running, 'running'), became(failed, 'failure'), became(done, 'success')])
    const files = [
      { name: 'page.html', mediaType: 'text/html', content: page },
      { name: 'picture.svg', mediaType: 'image/svg+xml', content: picture },
      { name: '"><img src=x onerror=alert(1)>.html', mediaType: 'text/html', content: page },
      { name: 'text.txt', mediaType: 'text/plain', content: page },
    ]
    for (const { name, content } of files) {
      const path = join(dataDir, 'jobs', 'rehearsal', done.slice('rehearsal:'.length), 'files', '1', name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
    }
    const shown = files.map(({ name, mediaType, content }) => ({ name, mediaType, bytes: content.length }))
    const report = {
      ...{ v: 1, attempt: 1, seq: 1_000, percent: 50, stage: bad.slice(0, 100), message: bad.slice(0, 500) },
      ...{ unit: bad.slice(0, 40), steps: { done: 1, total: 2, label: bad.slice(100, 200) } },
      stages: hostileTexts.slice(0, 9).map((stage, i) => ({ stage, at: i + 1, attempt: 1 })),
    }
    const error = { name: bad, message: bad, stack: bad }
    const attempts = [{ number: 1, startedAt: 1, finishedAt: 2, worker: bad, reason: 'error', error }]
    for (const id of [running, failed, done, waiting]) {
      const { waybill, ...opts } = JSON.parse((await redis.hget(`bull:${id}`, 'opts')) ?? '{}')
      const schedule = { id: bad.slice(0, 100), name: bad }
      await change(id, {
        ...{ data: { [bad]: bad, html: hostileTexts }, progress: report, pb: bad, 'waybill:attempts': attempts },
        opts: { ...opts, waybill: { ...waybill, label: bad.slice(0, 4_000), tags: hostileTexts, schedule } },
        'waybill:retried': [`rehearsal:${hostileTexts[3]}`, 'rehearsal:javascript:alert(1)'],
        'waybill:cancel': { attempt: 1, at: 1, by: bad },
      })
      const lines = hostileTexts.flatMap((text) => [text, JSON.stringify({ at: 1, level: 'error', text })])
      await redis.rpush(`bull:${id}:logs`, ...lines)
    }
    await change(failed, { failedReason: bad, stacktrace: [bad] })
    await change(done, {
      returnvalue: { [bad]: hostileTexts },
      'waybill:result': { stored: true, summary: bad, files: shown },
    })

    // What another program calls a job is its type; each text alone, since what breaks out of one may hide another.
    const queue = new Queue('rehearsal', { connection: redis })
    for (const [i, text] of hostileTexts.entries()) {
      const waybill = { v: 1, label: text, tags: [text], keep: { success: 60, failure: 60 } }
      await queue.add(text.slice(0, 200), text, { jobId: `x${i}`, delay: tomorrow, waybill } as object)
    }
    const { id: flow } = await (
      await request.post('/api/flows', {
        data: {
          ...{ type: 'rehearsal', input: { title: 'Flow', ...once }, delayMs: tomorrow },
          children: hostileTexts.map((text) => ({
            type: 'rehearsal',
            input: { title: text.slice(0, 120).trim(), ...once },
          })),
        },
      })
    ).json()
    const table = await uploadTable(request)
    await became(table, 'success')
    for (const [i, text] of hostileTexts.entries()) {
      const name = text.replace(/\p{C}|\p{Zl}|\p{Zp}/gu, '').slice(0, 80)
      const data = { name, type: 'rehearsal', input: { title: `s${i}`, ...once }, everyMs: tomorrow }
      expect((await request.post('/api/schedules', { data })).status(), name).toBeLessThan(500)
      const headers = { 'User-Agent': text.replace(/[^\x20-\x7e]/g, '').slice(0, 500) }
      await request.post(`${pathOf(`rehearsal:${text.slice(0, 60)}`)}/cancel`, { headers })
    }
    await plantWorker(redis)
    const tombstone = { type: bad, label: bad, state: 'failure', reason: 'error', expiredAt: Date.now() }
    const key = 'waybill:{bull:rehearsal}:bull:rehearsal:tombstone:j_gone'
    await redis.set(key, JSON.stringify({ ...tombstone, times: { submittedAt: 1, finishedAt: 2 } }))
    return {
      jobs: [running, failed, done, waiting, flow, table, 'rehearsal:x3'],
      files: [
        ...files.map(({ name }) => `${pathOf(done)}/files/${encodeURIComponent(name)}`),
        `${pathOf(table)}/files/report.html`,
      ],
      expired: 'rehearsal:j_gone',
    }
  } finally {
    redis.disconnect()
  }
}

const pathOf = (id: string) => `/api/jobs/${encodeURIComponent(id)}`

/** A table whose name, columns and cells are hostile, and the report of it. */
async function uploadTable(request: APIRequestContext): Promise<string> {
  const row = hostileTexts.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')
  const answer = await request.post('/api/uploads', {
    data: Buffer.from(`${row}\n${row}\n`),
    headers: { 'Content-Type': 'text/csv', 'X-File-Name': encodeURIComponent(`${hostileTexts[3]}.csv`) },
  })
  expect(answer.status()).toBe(201)
  return submit(request, 'csv-report', { file: { uploadId: (await answer.json()).uploadId } })
}

/** A worker process that calls itself what it likes. */
async function plantWorker(redis: Awaited<ReturnType<typeof connectEmbeddedRedis>>): Promise<void> {
  const beat = { name: bad, host: bad, pid: 1, startedAt: 1, types: hostileTexts, jobs: hostileTexts, version: bad }
  const [seconds = '0'] = await redis.time()
  await redis.set(`waybill:{meta}:bull:worker:${bad}`, JSON.stringify(beat))
  await redis.zadd('waybill:{meta}:bull:workers', Number(seconds) * 1000 + 60_000, bad)
}
