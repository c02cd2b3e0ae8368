import { expect, jobPage, test } from './waybill-test.ts'

/** Somebody turns to another window, and comes back. */
const turnAway = (state: 'hidden' | 'visible') => `
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' })
  document.dispatchEvent(new Event('visibilitychange'))
`

test('who leaves is shown in the tab how far the job is, and on coming back is told what happened', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.keyboard.press('n')
  await page.getByRole('dialog').locator('label').filter({ hasText: 'Rehearsal' }).click()
  await page.getByLabel('Title').fill('Left alone')
  await page.getByLabel('Steps', { exact: true }).fill('12')
  await page.getByRole('button', { name: 'Submit job' }).click()
  await expect(page.getByText('Rehearsal submitted.')).toBeVisible()
  await expect(page).toHaveTitle(/1 running · Board/)
  const ring = page.locator('link[rel=icon][href*="stroke-dasharray"]')
  await expect(ring).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Tell me when my jobs are done' })).toBeVisible()
  await page.evaluate(turnAway('hidden'))
  const card = page.getByRole('article').filter({ hasText: 'Left alone' })
  await expect(card).toHaveAttribute('data-state', 'success', { timeout: 30_000 })
  await expect(page.getByText('While you were away')).toHaveCount(0)
  await page.evaluate(turnAway('visible'))
  await expect(page.getByText('While you were away: 1 finished.')).toBeVisible()
  await expect(page).toHaveTitle('Board · Waybill')
  await expect(ring).toHaveCount(0)
  await expect(page.locator('link[rel=icon]')).toHaveCount(1)
  // It was told, and is not told again.
  await page.reload()
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await expect(page.getByText('While you were away')).toHaveCount(0)
})

test('nobody is asked for notifications who did not press the button', async ({ page, request }) => {
  await page.addInitScript(`
    window.asked = 0
    Notification.requestPermission = async () => { window.asked += 1; return 'denied' }
  `)
  await page.goto('/')
  const response = await request.post('/api/jobs', {
    data: { type: 'rehearsal', input: { title: 'Long', steps: 300, stepMs: 100 } },
  })
  const { id } = await response.json()
  await page.evaluate((job) => localStorage.setItem('waybill.jobs', JSON.stringify([{ id: job }])), id)
  await page.goto(jobPage(id))
  await page.goto('/')
  const bell = page.getByRole('button', { name: 'Tell me when my jobs are done' })
  await expect(bell).toBeVisible()
  expect(await page.evaluate('window.asked')).toBe(0)
  await bell.click()
  await expect(page.getByText(/does not let Waybill notify you/)).toBeVisible()
  expect(await page.evaluate('window.asked')).toBe(1)
})
