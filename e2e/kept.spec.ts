import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connectEmbeddedRedis } from './embedded-redis.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

const path = (id: string) => `/api/jobs/${encodeURIComponent(id)}`
const report = { file: { sample: 'seattle-weather.csv' } }

test('[G14] a job is pinned and let go again, and every page says so', async ({ page, openBrowser, request }) => {
  const id = await submit(request, 'csv-report', report)
  const other = await openBrowser()
  await other.goto('/')
  await page.goto(jobPage(id))
  await expect(page.getByText(/kept until/).first()).toBeVisible()
  const more = page.getByRole('button', { name: /^More to do/ })
  await more.click()
  await page.getByRole('button', { name: /^Pin / }).click()
  await expect(more).toBeFocused()
  await expect(page.getByText('pinned, kept until it is unpinned').first()).toBeVisible()
  await expect(cardOf(other, id)).toContainText('pinned, kept until it is unpinned')
  const job = await (await request.get(path(id))).json()
  expect(job.flags).toEqual(['pinned'])
  expect(job.result.expiresAt).toBeUndefined()
  await more.click()
  await page.getByRole('button', { name: /^Unpin / }).click()
  await expect(cardOf(other, id)).toContainText('kept until')
  await expect(cardOf(other, id)).not.toContainText('pinned')
})

test('[G14] when its time is over, the card, the page, REST and the disk agree', async ({
  page,
  openBrowser,
  request,
  waybill,
}) => {
  const id = await submit(request, 'csv-report', report)
  const board = await openBrowser()
  await board.goto('/')
  await expect(cardOf(board, id)).toHaveAttribute('data-state', 'success')
  await page.goto(jobPage(id))
  await expect(page.getByRole('link', { name: 'Download report.html' })).toBeVisible()
  // Until it watches, nobody can tell the page anything.
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  const folder = join(waybill.dataDir, 'jobs', 'csv-report', id.slice('csv-report:'.length))
  expect(existsSync(folder)).toBe(true)

  await makeOverdue(waybill.dataDir, id)
  await expect(page.getByText('The time this job was kept for is over.')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('link', { name: 'Download report.html' })).toBeHidden()
  await expect(cardOf(board, id)).toHaveCount(0)
  for (const what of ['', '/result', '/files/report.html', '/logs', '/input', '/attempts']) {
    const response = await request.get(`${path(id)}${what}`)
    expect(response.status(), what).toBe(410)
    expect(await response.json()).toMatchObject({
      code: 'expired',
      job: { type: 'csv-report', label: 'seattle-weather.csv', state: 'success' },
    })
  }
  await expect.poll(() => existsSync(folder), { timeout: 20_000 }).toBe(false)

  await page.reload()
  await expect(page.getByRole('heading', { name: 'This job’s time is over' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What is still known' })).toContainText('seattle-weather.csv')
  await expectNoViolations(page, 'the page of a job that has expired')
})

test('a download knows its length, goes on where it was cut off, and is asked for once', async ({ page, request }) => {
  const id = await submit(request, 'csv-report', report)
  await page.goto(jobPage(id))
  await expect(page.getByRole('link', { name: 'Download report.html' })).toBeVisible()
  const file = `${path(id)}/files/report.html`
  const whole = await request.get(file)
  const bytes = await whole.body()
  const { etag = '', ...headers } = whole.headers()
  expect(Number(headers['content-length'])).toBe(bytes.length)
  expect(headers['content-encoding']).toBeUndefined()
  const rest = await request.get(file, { headers: { Range: 'bytes=1000-', 'If-Range': etag } })
  expect(rest.status()).toBe(206)
  expect(await rest.body()).toEqual(bytes.subarray(1_000))
  expect((await request.get(file, { headers: { 'If-None-Match': etag } })).status()).toBe(304)
  expect((await request.head(file)).headers()['content-length']).toBe(String(bytes.length))
  expect((await request.get(file, { headers: { Host: 'evil.example' } })).status()).toBe(421)
})

/** Makes a finished job one of a type that is kept for a second only. */
async function makeOverdue(dataDir: string, id: string): Promise<void> {
  const redis = await connectEmbeddedRedis(dataDir)
  try {
    const key = `bull:${id}`
    const opts = JSON.parse((await redis.hget(key, 'opts')) ?? '{}')
    opts.waybill.keep = { success: 1, failure: 1 }
    const [queue = '', ...rest] = id.split(':')
    await redis
      .multi()
      .hset(key, 'opts', JSON.stringify(opts))
      .zrem(`waybill:{bull:${queue}}:bull:${queue}:due`, rest.join(':'))
      .exec()
  } finally {
    redis.disconnect()
  }
}
