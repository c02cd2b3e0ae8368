import type { Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, jobPage, submit, test } from './waybill-test.ts'

const broken = { title: 'All of it', steps: 3, stepMs: 20, failAtStep: 2, failAttempts: 1, retryable: false }
const child = { type: 'rehearsal', input: { title: 'Part', steps: 1, stepMs: 10 } }
const whole = { type: 'rehearsal', input: { title: 'Whole', steps: 1, stepMs: 10 }, children: [child] }

/** Opens every part of a job, one after the other. */
async function throughTabs(page: Page, id: string, look: (face: string) => Promise<void>) {
  await page.goto(jobPage(id))
  await expect(page.getByRole('status').filter({ hasText: /Success|Failure/ })).toBeAttached()
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect(page.getByRole('tabpanel').getByText('One moment…')).toHaveCount(0)
    await look(`the tab ${await tab.textContent()} of ${id}`)
  }
}

test.describe('without its server', () => {
  test.use({ allowedErrors: [/Failed to load resource/] })

  test('a part whose code cannot come leaves the rest of the page alone, and comes when it can', async ({
    page,
    request,
  }) => {
    const id = await submit(request, 'rehearsal', { title: 'Kept in view', steps: 1, stepMs: 10 })
    await page.goto(jobPage(id))
    await expect(page.getByRole('tab', { name: 'Result' })).toHaveAttribute('aria-selected', 'true')
    await page.route('**/_next/static/**', (route) => route.abort())
    const asked = page.waitForEvent('requestfailed')
    await page.getByRole('tab', { name: 'Raw' }).click()
    await asked
    await expect(page.getByRole('tabpanel').getByText('One moment…')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Kept in view', level: 1 })).toBeVisible()
    await page.unroute('**/_next/static/**')
    await expect(page.getByRole('tabpanel').getByRole('tree')).toBeVisible()
  })
})

test('every part of a job is accessible in both themes', async ({ page, request }) => {
  test.setTimeout(180_000)
  const failed = await submit(request, 'rehearsal', { ...broken, logLines: 20 })
  await throughTabs(page, failed, (face) => expectNoViolations(page, face))
  await page.getByRole('button', { name: /^More to do/ }).click()
  await expect(page.getByRole('button', { name: /^Delete / })).toBeVisible()
  await expectNoViolations(page, 'the menu')
  const report = await submit(request, 'csv-report', { file: { sample: 'seattle-weather.csv' } })
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`${jobPage(report)}?tab=result`)
  await page.getByRole('button', { name: 'Preview profile.json' }).click()
  await expect(page.getByRole('tree', { name: 'Preview of profile.json' })).toBeVisible()
  await expectNoViolations(page, 'a result with a preview, on a phone')
})

test('no part of a job is wider than the narrowest phone, nor than a page at 200 %', async ({ page, request }) => {
  const failed = await submit(request, 'rehearsal', { ...broken, logLines: 20 })
  const report = await submit(request, 'csv-report', { file: { sample: 'seattle-weather.csv' } })
  const { id: flow } = await (await request.post('/api/flows', { data: whole })).json()
  // 640 pixels are what 1280 have room for at 200 %.
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 800 })
    for (const id of [failed, report, flow]) {
      await throughTabs(page, id, async (face) => {
        const [needs, has] = await page.locator('main').evaluate((main) => [main.scrollWidth, main.clientWidth])
        expect(needs, `${face} at ${width} pixels`).toBe(has)
      })
    }
  }
})
