import { expectNoViolations } from './expect-no-violations.ts'
import type { StartedWaybill } from './start-waybill.ts'
import { startWaybill } from './start-waybill.ts'
import { test as base, cardOf, expect, jobPage, submit } from './waybill-test.ts'

// These stories break what they run on, so each has a Waybill of its own, and the browser rightly complains about the lost socket,
// and about a page that could not be made.
const test = base.extend<{ broken: StartedWaybill }>({
  allowedErrors: [/React error #441|WebSocket|ERR_CONNECTION|ERR_EMPTY_RESPONSE|Failed to load resource/],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed: none.
  broken: async ({}, use) => {
    const waybill = await startWaybill()
    await use(waybill)
    await waybill.stop()
  },
  site: async ({ broken }, use) => use(broken),
})
test.describe.configure({ timeout: 120_000 })

function kill(pid: number | undefined): void {
  if (pid === undefined) throw new Error('The process is not running.')
  process.kill(pid, 'SIGKILL')
}

test('[G3] [G4] a job whose worker is killed says so within 10 s, runs again and succeeds, and its worker is among the lost', async ({
  page,
  openBrowser,
  request,
  broken,
}) => {
  await page.goto('/')
  const workers = await openBrowser()
  await workers.goto('/workers')
  const id = await submit(request, 'rehearsal', { title: 'Loses its worker', steps: 100, stepMs: 100 })
  await expect(cardOf(page, id).getByRole('progressbar')).toBeVisible()
  await expect(workers.locator(`[data-worker] [data-job="${id}"]`)).toBeVisible({ timeout: 15_000 })
  const { worker } = await broken.pids()
  kill(worker)
  await expect(cardOf(page, id).getByText('Worker lost')).toBeVisible({ timeout: 10_000 })
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'running')
  const lost = workers.locator('[data-lost]')
  await expect(lost).toContainText(`process ${worker}`, { timeout: 20_000 })
  await expect(lost.getByRole('link', { name: 'Loses its worker' })).toBeVisible()
  await expect(workers.getByText('1 online')).toBeVisible({ timeout: 15_000 })
  await expect(cardOf(page, id).getByText('Attempt 2')).toBeVisible({ timeout: 40_000 })
  await expect(cardOf(page, id).getByText('Worker lost')).toHaveCount(0)
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
  await expect(lost.getByRole('listitem')).toContainText('Success')
  await page.goto(jobPage(id))
  await expect(page.getByText(/Attempt 2/).first()).toBeVisible()
})

test('[F33] without a worker the page says that jobs wait, and forgets it when there is one', async ({
  page,
  broken,
}) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  const { worker } = await broken.pids()
  if (worker === undefined) throw new Error('The worker is not running.')
  // A process that is stopped is not started again, and gives no sign of life.
  process.kill(worker, 'SIGSTOP')
  await expect(page.getByText('No worker is online. Jobs wait until one is.')).toBeVisible({ timeout: 15_000 })
  await expectNoViolations(page, 'the board without a worker')
  process.kill(worker, 'SIGCONT')
  await expect(page.getByText('No worker is online. Jobs wait until one is.')).toHaveCount(0, { timeout: 15_000 })
})

test('a Redis that freezes is told of within five seconds, on the board and a job, and what it missed is there when it thaws', async ({
  page,
  request,
  broken,
  openBrowser,
}) => {
  const banner = /^Redis does not answer/
  const [other, late] = [await openBrowser(), await openBrowser()]
  await page.goto('/')
  const id = await submit(request, 'rehearsal', { title: 'Stands still', steps: 120, stepMs: 100 })
  await other.goto(jobPage(id))
  const pages = [page, other]
  for (const each of pages) await expect(each.getByRole('status').getByText('Live')).toBeVisible()
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'running')
  const { redis } = await broken.pids()
  if (redis === undefined) throw new Error('Redis is not running.')
  process.kill(redis, 'SIGSTOP')
  try {
    await Promise.all(pages.map((each) => expect(each.getByText(banner)).toBeVisible({ timeout: 5_000 })))
    expect(await (await request.get('/api/ready')).json()).toEqual({ ready: false, reason: 'Redis does not answer.' })
    expect((await request.get('/api/health')).status()).toBe(200)
    for (const each of pages) await expect(each.locator('[data-offline]')).toBeVisible()
    // What was last known stays.
    await expect(cardOf(page, id)).toHaveAttribute('data-state', 'running')
    await expectNoViolations(page, 'the board without Redis')
    const answer = await late.goto('/')
    await expect(late.getByRole('heading', { name: 'Redis does not answer' })).toBeVisible()
    await expect(late.getByText(answer?.headers()['x-request-id'] ?? 'no id', { exact: true })).toBeVisible()
    await expectNoViolations(late, 'a page that cannot be made')
  } finally {
    process.kill(redis, 'SIGCONT')
  }
  await expect.poll(async () => (await request.get('/api/ready')).status(), { timeout: 10_000 }).toBe(200)
  await late.getByRole('button', { name: 'Try again' }).click()
  await expect(cardOf(late, id)).toBeVisible()
  await expect(late.getByRole('link', { name: 'Workers' }).first()).toBeVisible()
  for (const each of pages) {
    await expect(each.getByText(banner)).toHaveCount(0, { timeout: 10_000 })
    await expect(each.getByRole('status').getByText('Live')).toBeVisible({ timeout: 10_000 })
  }
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'success', { timeout: 30_000 })
  const shown = await (await request.get(`/api${jobPage(id)}`)).json()
  await expect(other.getByText('Success').first()).toBeVisible()
  expect([shown.state, shown.attempt.current]).toEqual(['success', 1])
})

test('a page whose web process is killed comes back by itself and is right', async ({ page, request, broken }) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  const id = await submit(request, 'rehearsal', { title: 'Outlives the web process', steps: 30, stepMs: 100 })
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'running')
  kill((await broken.pids()).web)
  await expect(page.getByRole('status').getByText('Offline')).toBeVisible()
  await expect(page.getByRole('status').getByText('Live')).toBeVisible({ timeout: 30_000 })
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'success', { timeout: 30_000 })
  await broken.stop()
  await expect(page.getByRole('status').getByText('Offline')).toBeVisible()
  await expectNoViolations(page, 'the board without its server')
})

test('[G1] no acknowledged job is lost when Redis is killed, and the page is right again', async ({
  page,
  request,
  broken,
}) => {
  await page.goto('/')
  const ids: string[] = []
  for (let i = 0; i < 20; i += 1) {
    ids.push(await submit(request, 'rehearsal', { title: `Survivor ${i}`, steps: 2, stepMs: 100 }))
  }
  kill((await broken.pids()).redis)
  await expect.poll(async () => (await request.get('/api/ready')).status(), { timeout: 30_000 }).toBe(503)
  await expect.poll(async () => (await request.get('/api/ready')).status(), { timeout: 30_000 }).toBe(200)
  const shownState = async (id: string) =>
    (await (await request.get(`/api/jobs/${encodeURIComponent(id)}`)).json()).state
  for (const id of ids) await expect.poll(() => shownState(id), { timeout: 60_000 }).toBe('success')
  // The board draws only the cards that are near the window; the newest is.
  const success = page.getByRole('region', { name: 'Success' })
  await expect(success.getByText(/^20$/)).toBeVisible()
  await expect(cardOf(page, ids.at(-1) ?? '')).toHaveAttribute('data-state', 'success')
})
