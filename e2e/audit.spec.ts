import { testToken } from './credentials.ts'
import { connectEmbeddedRedis } from './embedded-redis.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, submit, test } from './waybill-test.ts'

test('what somebody did, and what they were refused, can be looked up and taken along', async ({ page, request }) => {
  const input = { title: 'Cancelled by somebody', steps: 1, stepMs: 0 }
  const id = await submit(request, 'rehearsal', input, { delayMs: 86_400_000 })
  const path = `/api/jobs/${encodeURIComponent(id)}`
  expect((await request.post(`${path}/cancel`)).status()).toBe(202)
  expect((await request.post(`${path}/cancel`)).status()).toBe(409)
  expect((await request.post('/api/jobs/rehearsal%3A%3Cimg%3E/retry')).status()).toBe(404)

  await page.goto('/audit')
  const rows = page.getByRole('row')
  const cancelled = rows.filter({ hasText: id }).filter({ hasText: 'Done' })
  await expect(cancelled).toHaveCount(1)
  await expect(cancelled).toContainText('job.cancel')
  await expect(cancelled).toContainText('127.0.0.1')
  await expect(cancelled).toContainText('now failure')
  await expect(rows.filter({ hasText: id }).filter({ hasText: 'wrong_state' })).toHaveCount(1)
  await expect(rows.filter({ hasText: '<img>' })).toContainText('unknown_job')
  await expectNoViolations(page, 'the audit log')

  await page.getByLabel('What').selectOption('job.retry')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/action=job\.retry/)
  await expect(rows.filter({ hasText: id })).toHaveCount(0)
  await expect(rows.filter({ hasText: 'job.retry' })).not.toHaveCount(0)

  const { entries } = await (await request.get('/api/audit?limit=1&action=job.cancel')).json()
  expect(entries).toMatchObject([{ action: 'job.cancel', outcome: 'refused', targets: { ids: [id], count: 1 } }])
  const exported = await request.get('/api/audit/export')
  expect(exported.headers()['content-disposition']).toContain('attachment')
  expect(
    (await exported.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(JSON.parse(line).entry).action),
  ).toContain('job.cancel')
  const after = await (await request.get('/api/audit?limit=1')).json()
  expect(after.entries).toMatchObject([{ action: 'audit.export', outcome: 'done' }])
  expect((await request.get('/api/audit?action=__proto__')).status()).toBe(400)
})

test('an admin checks the chain, and is shown the first entry that does not follow', async ({
  page,
  request,
  site,
}) => {
  for (let i = 0; i < 3; i += 1) await request.get('/api/audit/export')
  await page.goto('/audit')
  const check = page.getByRole('button', { name: 'Check the chain' })
  await check.click()
  await expect(page.getByRole('status').filter({ hasText: /The chain is whole: all \d+ entries/ })).toBeVisible()
  // Nobody else asks here whether the log is whole.
  const redis = await connectEmbeddedRedis(site.dataDir)
  const [, before, next] = await redis.xrange('waybill:{bull}:bull:audit', '-', '+')
  await redis.xdel('waybill:{bull}:bull:audit', before?.[0] ?? '')
  redis.disconnect()
  await check.click()
  const found = page.getByRole('status').filter({ hasText: 'The chain is broken.' })
  await expect(found).toContainText(`Entry ${next?.[0]}`)
  await expect(found).toContainText('the one before is missing')
  await expectNoViolations(page, 'a broken audit log')
})

test('signing in and out is written down, and so is who was refused', async ({ request, site, playwright }) => {
  const person = await playwright.request.newContext({ baseURL: site.url, extraHTTPHeaders: { Origin: site.url } })
  expect((await person.post('/api/session', { data: { name: 'eve', password: 'x' } })).status()).toBe(401)
  expect((await person.post('/api/session', { data: { token: testToken } })).status()).toBe(201)
  expect((await person.delete('/api/sessions')).status()).toBe(204)
  await person.dispose()
  expect((await request.post('/api/sign-in-links')).status()).toBe(201)
  await expect
    .poll(async () => (await (await request.get('/api/audit?limit=4')).json()).entries)
    .toMatchObject([
      { action: 'sign-in-link.create', by: 'admin', outcome: 'done' },
      { action: 'session.end-all', by: 'admin', mode: 'local', outcome: 'done' },
      { action: 'session.start', by: 'admin', targets: { ids: ['the token'] }, after: 'admin', outcome: 'done' },
      { action: 'session.start', targets: { ids: ['eve'] }, outcome: 'refused', code: 'sign_in_failed' },
    ])
})
