import { deflateSync } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'
import { freePort } from '#server/testing/free-port.ts'
import { connectEmbeddedRedis } from '../embedded-redis.ts'
import { startWaybill } from '../start-waybill.ts'
import { expect, submit, test } from '../waybill-test.ts'

const pathOf = (id: string) => `/api/jobs/${encodeURIComponent(id)}`
const stateOf = async (request: APIRequestContext, id: string) => (await (await request.get(pathOf(id))).json()).state
const became = (request: APIRequestContext, id: string, state: string) =>
  expect.poll(() => stateOf(request, id), { timeout: 20_000, message: id }).toBe(state)

async function upload(request: APIRequestContext, name: string, type: string, data: Buffer | string): Promise<string> {
  const answer = await request.post('/api/uploads', {
    data: Buffer.from(data),
    headers: { 'Content-Type': type, 'X-File-Name': encodeURIComponent(name) },
  })
  expect(answer.status()).toBe(201)
  return (await answer.json()).uploadId
}

/** A picture that says how large it is and has next to nothing in it. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(64)))])
}

test('[row 51] what a job cannot do in its state is a conflict that names the state, also when it is asked twice at once', async ({
  request,
}) => {
  const refused = async (id: string, what: string, words: RegExp) => {
    const answer = await request.post(`${pathOf(id)}/${what}`)
    const { code, detail } = await answer.json()
    expect.soft([answer.status(), code, detail], what).toEqual([409, 'wrong_state', expect.stringMatching(words)])
  }
  const once = { steps: 1, stepMs: 0 }
  const [running, done, waiting] = await Promise.all([
    submit(request, 'rehearsal', { title: 'Runs', ...once, hangAtStep: 1 }),
    submit(request, 'rehearsal', { title: 'Done', ...once }),
    submit(request, 'rehearsal', { title: 'Waits', ...once }, { delayMs: 86_400_000 }),
  ])
  await Promise.all([became(request, running, 'running'), became(request, done, 'success')])
  for (const what of ['retry', 'promote']) await refused(running, what, /running/)
  for (const what of ['retry', 'cancel', 'promote']) await refused(done, what, /success|succeeded/)
  await refused(waiting, 'retry', /pending|waiting/)
  await refused(waiting, 'pin', /has ended/)
  const removal = await request.delete(pathOf(running))
  expect([removal.status(), (await removal.json()).code]).toEqual([409, 'wrong_state'])
  const cancels = await Promise.all(Array.from({ length: 8 }, () => request.post(`${pathOf(waiting)}/cancel`)))
  expect(cancels.map((answer) => answer.status()).sort()).toEqual([202, ...Array(7).fill(409)])
  await request.post(`${pathOf(running)}/cancel`)
  await became(request, running, 'failure')
})

test('[rows 80, 83] a file that is not what it says is refused by the form, or fails its job in words, and others go on', async ({
  request,
}) => {
  const page = '<!doctype html><script>alert(1)</script>'
  const wrong = await upload(request, 'page.html', 'text/html', page)
  const refused = await request.post('/api/jobs', {
    data: { type: 'csv-report', input: { file: { uploadId: wrong } } },
  })
  expect([refused.status(), (await refused.json()).code]).toEqual([422, 'payload_invalid'])
  const pictures: [name: string, type: string, content: Buffer | string][] = [
    ['a page that calls itself a picture', 'image/png', page],
    ['a picture that says it is 65,535 squared', 'image/png', png(65_535, 65_535)],
    ['a picture that ends early', 'image/png', png(64, 64)],
    ['a picture with a script', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`],
  ]
  for (const [name, type, content] of pictures) {
    const uploadId = await upload(request, name, type, content)
    const answer = await request.post('/api/jobs', { data: { type: 'web-image', input: { image: { uploadId } } } })
    if (answer.status() === 422) continue
    expect.soft(answer.status(), `${name}: ${await answer.text()}`).toBe(202)
    const { id } = await answer.json()
    await became(request, id, 'failure')
    const job = await (await request.get(pathOf(id))).json()
    // It is the file that is wrong: nobody tries again.
    expect.soft([job.attempt.current, job.error.message], name).toEqual([1, expect.stringMatching(/\w+ \w+.*\./)])
    expect.soft(job.error.message, name).not.toMatch(/undefined|\/jobs\/|Error:/)
  }
  const good = await submit(request, 'rehearsal', { title: 'Next', steps: 1, stepMs: 0 })
  await became(request, good, 'success')
})

test('[rows 80, 85, 86, 87] a file is fetched as it is, or one part of it, under our name, and not once its time is over', async ({
  request,
  waybill,
}) => {
  const uploadId = await upload(request, 'a.csv', 'text/csv', 'name,<script>alert(1)</script>\na,b\n')
  const id = await submit(request, 'csv-report', { file: { uploadId } })
  await became(request, id, 'success')
  const file = `${pathOf(id)}/files/report.html`
  const injected = `${file}?filename=evil.exe&filename*=UTF-8''evil.exe&response-content-type=text/javascript&download=x`
  for (const path of [file, injected]) {
    const answer = await request.get(path)
    expect.soft(answer.status()).toBe(200)
    expect.soft(answer.headers()).toMatchObject({
      'content-disposition': 'attachment; filename="report.html"',
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    })
  }
  const whole = (await (await request.get(file)).body()).length
  const thousand = `bytes=${Array.from({ length: 1_000 }, (_, i) => `${i}-${i}`).join()}`
  for (const [range, status, bytes] of [
    ['bytes=0-9', 206, 10],
    ['bytes=-0', 416, undefined],
    [`bytes=${whole}-`, 416, undefined],
    [thousand, 200, whole],
    ['lines=1-2', 200, whole],
  ] as const) {
    const answer = await request.get(file, { headers: { Range: range } })
    expect.soft(answer.status(), range.slice(0, 20)).toBe(status)
    if (bytes !== undefined) expect.soft((await answer.body()).length).toBe(bytes)
  }
  const changed = await request.get(file, { headers: { Range: 'bytes=0-9', 'If-Range': '"another"' } })
  expect(changed.status()).toBe(200)

  const redis = await connectEmbeddedRedis(waybill.dataDir)
  const opts = JSON.parse((await redis.hget(`bull:${id}`, 'opts')) ?? '{}')
  opts.waybill.keep = { success: 1, failure: 1 }
  await redis.hset(`bull:${id}`, 'opts', JSON.stringify(opts))
  redis.disconnect()
  await expect.poll(async () => (await request.get(file)).status(), { timeout: 5_000 }).toBe(410)
  expect((await (await request.get(file)).json()).code).toBe('expired')
})

test('[row 113] a setting that cannot be is a line that says what to do, and Waybill ends', async () => {
  for (const [env, words] of [
    [{ REDIS_URL: 'http://user:hunter2@nowhere' }, /REDIS_URL/],
    [{ WAYBILL_NO_SUCH_THING: 'x' }, /WAYBILL_NO_SUCH_THING/],
    [{ HOST: '0.0.0.0', WAYBILL_AUTH: 'none' }, /WAYBILL_AUTH|HOST/],
    [{ WAYBILL_SECRET: 'short' }, /WAYBILL_SECRET/],
  ] as const) {
    const started = startWaybill({ env, port: await freePort(), readyWithinMs: 20_000 })
    const said = await started.then(
      async (waybill) => {
        await waybill.stop()
        return 'It started.'
      },
      (error) => String(error.message),
    )
    expect.soft(said).toMatch(words)
    expect.soft(said).toMatch(/^Waybill ended before it was ready/)
    expect.soft(said).not.toMatch(/hunter2|'short'|^\s+at /m)
  }
  const said = await startWaybill({ port: 99_999 }).catch((error) => String(error.message))
  expect(said).toMatch(/PORT/)
})
