import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { credentials } from './credentials.ts'
import { startWaybill } from './start-waybill.ts'
import { expect, jobPage, test } from './waybill-test.ts'

const body = (title: string, more: object = {}) => ({
  type: 'rehearsal',
  input: { title, steps: 1, stepMs: 0 },
  ...more,
})

const post = (request: APIRequestContext, data: object, key?: string) =>
  request.post('/api/jobs', { data, headers: key === undefined ? {} : { 'Idempotency-Key': key } })

/** Opens the form of a rehearsal and gives it a title. */
async function fillIn(page: Page, title: string) {
  await page.getByRole('button', { name: 'New job' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New job' })
  await dialog.locator('label', { hasText: 'Rehearsal' }).click()
  await dialog.getByRole('textbox', { name: 'Title' }).fill(title)
  return dialog
}

const path = (id: string) => `/api/jobs/${encodeURIComponent(id)}`

const impatient = {
  'a double click on Submit': (dialog: Locator) => dialog.getByRole('button', { name: 'Submit job' }).dblclick(),
  // Faster than the page can draw that it has begun.
  'sending the form twice in one moment': (dialog: Locator) =>
    dialog.getByRole('form', { name: 'Rehearsal' }).evaluate((form: HTMLFormElement) => {
      form.requestSubmit()
      form.requestSubmit()
    }),
}
for (const [what, act] of Object.entries(impatient)) {
  test(`[G2] ${what} makes one job`, async ({ page }) => {
    const answers: Promise<{ id: string }>[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('/api/jobs')) answers.push(response.json())
    })
    await page.goto('/')
    const dialog = await fillIn(page, what)
    await act(dialog)
    // Each of the two sends may say so; they say it of one job.
    await expect(page.getByText(/Rehearsal submitted/).first()).toBeVisible()
    const cards = page.locator('article', { hasText: what })
    await expect(cards).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
    await expect(cards).toHaveCount(1)
    expect(new Set((await Promise.all(answers)).map(({ id }) => id)).size).toBe(1)
  })
}

test('[G2] a submit whose answer never reaches the page is one job', async ({ page, context, allowedErrors }) => {
  allowedErrors.push(/Failed to load resource/)
  const ids: string[] = []
  let calls = 0
  await context.route('**/api/jobs', async (route) => {
    const answer = await route.fetch()
    ids.push((await answer.json()).id)
    calls += 1
    // The server has done its part; the network loses what it says.
    if (calls === 1) await route.abort('connectionreset')
    else await route.fulfill({ response: answer })
  })
  await page.goto('/')
  const dialog = await fillIn(page, 'Answered in vain')
  await dialog.getByRole('button', { name: 'Submit job' }).click()
  await expect(page.getByText(/Rehearsal submitted/)).toBeVisible()
  expect(ids).toHaveLength(2)
  expect(ids[1]).toBe(ids[0])
  await expect(page.locator('article', { hasText: 'Answered in vain' })).toHaveCount(1)
})

test('[G2] fifty submits at once with one key are one job, and the key says so for other bodies', async ({
  request,
}) => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(request, body('Fifty'), 'fifty')))
  const statuses = answers.map((answer) => answer.status()).toSorted()
  expect(statuses).toEqual([...Array(49).fill(200), 202])
  const replayed = answers.filter((answer) => answer.headers()['idempotency-replayed'] === 'true')
  expect(replayed).toHaveLength(49)
  const ids = new Set(await Promise.all(answers.map(async (answer) => (await answer.json()).id)))
  expect(ids.size).toBe(1)
  const other = await post(request, body('Another'), 'fifty')
  expect(other.status()).toBe(422)
  expect(await other.json()).toMatchObject({ code: 'idempotency_mismatch' })
})

test('a key that cannot be one is refused with what a key is', async ({ request }) => {
  for (const key of ['', ' ', 'x'.repeat(256), 'a b', 'a, b']) {
    const refused = await post(request, body('No key'), key)
    expect(refused.status()).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'idempotency_key', field: 'Idempotency-Key' })
  }
})

test('a job says when it will run, and carries its tags', async ({ page, request }) => {
  const answer = await post(request, body('Tomorrow', { delayMs: 86_400_000, priority: 3, tags: ['acme'] }))
  expect(answer.status()).toBe(202)
  const { id, reason, statusUrl } = await answer.json()
  expect(reason).toBe('scheduled')
  expect(answer.headers().location).toBe(statusUrl)
  const job = await (await request.get(path(id))).json()
  expect(job).toMatchObject({ state: 'pending', reason: 'scheduled', tags: ['acme'] })
  expect(Date.parse(job.nextRunAt)).toBeGreaterThan(Date.now() + 86_000_000)
  await page.goto(jobPage(id))
  await expect(page.getByText('acme')).toBeVisible()
})

test('[I10] a batch says of each job in order what became of it', async ({ request }) => {
  const jobs = [
    body('First', { idempotencyKey: 'batch-1' }),
    body('', { tags: ['x'] }),
    { type: 'nothing', input: {} },
    'no job',
    body('Fifth', { priority: -1 }),
    body('First', { idempotencyKey: 'batch-1' }),
    body('Last'),
  ]
  const answer = await request.post('/api/jobs/batch', { data: { jobs } })
  expect(answer.status()).toBe(202)
  const { results } = await answer.json()
  expect(results).toMatchObject([
    { id: expect.stringMatching(/^rehearsal:j_/) },
    { error: { code: 'payload_invalid', issues: [{ path: 'title' }] } },
    { error: { code: 'unknown_job_type', field: 'type' } },
    { error: { code: 'wrong_type' } },
    { error: { code: 'number_range', field: 'priority' } },
    { id: results[0].id, replayed: true },
    { id: expect.stringMatching(/^rehearsal:j_/) },
  ])
  for (const { id } of [results[0], results[6]]) expect((await request.get(path(id))).status()).toBe(200)
})

test('a batch of a thousand is taken whole, one more is refused', async ({ request }) => {
  const jobs = Array.from({ length: 1_000 }, (_, i) => body(`Many ${i}`, { delayMs: 86_400_000 }))
  const answer = await request.post('/api/jobs/batch', { data: { jobs } })
  const { results } = await answer.json()
  expect(new Set(results.map(({ id }: { id?: string }) => id)).size).toBe(1_000)
  const tooMany = await request.post('/api/jobs/batch', { data: { jobs: [...jobs, body('One more')] } })
  expect(tooMany.status()).toBe(400)
  const headers = { 'Idempotency-Key': 'k' }
  expect((await request.post('/api/jobs/batch', { data: { jobs: [body('x')] }, headers })).status()).toBe(400)
})

test('[G15] while Redis does not answer a submit is refused within 2.5 s, and its repetition is one job', async ({
  playwright,
}) => {
  const waybill = await startWaybill()
  const request = await playwright.request.newContext({ baseURL: waybill.url, extraHTTPHeaders: credentials })
  try {
    expect((await post(request, body('Before'))).status()).toBe(202)
    const { redis } = await waybill.pids()
    if (redis === undefined) throw new Error('Redis is not running.')
    process.kill(redis, 'SIGSTOP')
    for (const route of ['/api/jobs', '/api/jobs/batch']) {
      const data = route === '/api/jobs' ? body('While') : { jobs: [body('While too')] }
      const began = performance.now()
      const refused = await (route === '/api/jobs' ? post(request, data, 'while') : request.post(route, { data }))
      expect(performance.now() - began).toBeLessThan(2_500)
      expect(refused.status()).toBe(503)
      expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)
      expect(['redis_unavailable', 'submit_unknown']).toContain((await refused.json()).code)
    }
    process.kill(redis, 'SIGCONT')
    await expect.poll(async () => (await post(request, body('While'), 'while')).status(), { timeout: 15_000 }).toBe(200)
  } finally {
    await request.dispose()
    await waybill.stop()
  }
})
