import { startWaybill } from './start-waybill.ts'
import { test as base, expect } from './waybill-test.ts'

// A Waybill that nobody has used yet.
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed: none.
  baseURL: async ({}, use) => {
    const waybill = await startWaybill()
    await use(waybill.url)
    await waybill.stop()
  },
})
test.describe.configure({ timeout: 120_000 })

test('three first steps turn green, and the tab shows how far the job is', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'No jobs yet' })).toBeVisible()
  await page.getByRole('button', { name: /^Try it/ }).click()
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps.getByLabel('done').first()).toBeVisible()
  await expect(page.getByRole('article').first()).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
  await expect(steps.getByLabel('done')).toHaveCount(2)
  await page.getByRole('article').first().getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.goto('/')
  await expect(steps.getByLabel('done')).toHaveCount(3)
  await steps.getByRole('button', { name: 'Dismiss' }).click()
  await expect(steps).toHaveCount(0)
})
