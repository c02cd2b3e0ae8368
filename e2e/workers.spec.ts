import { expectNoViolations } from './expect-no-violations.ts'
import { cardOf, expect, submit, test } from './waybill-test.ts'

const long = { steps: 400, stepMs: 100 }

test('an operator sees what each worker runs, live, and gets from there to the job', async ({ page, request }) => {
  await page.goto('/workers')
  await expect(page.getByText('1 online')).toBeVisible({ timeout: 15_000 })
  const worker = page.locator('[data-worker]')
  await expect(worker).toContainText(/process \d+\s*· Waybill \d/)
  await expect(worker).toContainText('Runs nothing at the moment.', { timeout: 15_000 })
  const id = await submit(request, 'rehearsal', { ...long, title: 'Seen at work' })
  const running = worker.locator(`[data-job="${id}"]`)
  await expect(running).toContainText('Rehearsal')
  await expect(running.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]/)
  await expect(page.locator('[data-queue="rehearsal"]')).toContainText('5 on 1 worker')
  await running.getByRole('link', { name: 'Seen at work' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Seen at work' })).toBeVisible()
})

test('a queue is paused and resumed with the keyboard alone, and waiting cards say so at once', async ({
  page,
  openBrowser,
  request,
}) => {
  await page.goto('/workers')
  const board = await openBrowser()
  await board.goto('/')
  const row = page.locator('[data-queue="rehearsal"]')
  await row.getByRole('button', { name: 'Pause rehearsal' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Pause “rehearsal”?' })
  await expect(dialog).toContainText('No worker begins a job of rehearsal until it is resumed.')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(row.getByRole('button', { name: 'Pause rehearsal' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Pause rehearsal' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Paused')

  const id = await submit(request, 'rehearsal', { title: 'Held', steps: 1, stepMs: 10 })
  await expect(cardOf(board, id)).toContainText('The queue is paused')
  await expect(row).toContainText(/waits \d+ s/)
  await row.getByRole('button', { name: 'Resume rehearsal' }).focus()
  await page.keyboard.press('Enter')
  await expect(cardOf(board, id)).toHaveAttribute('data-state', 'success')
  await expect(row).not.toContainText('Paused')
})

test('[I7] an open page of workers asks nothing, while ages tick', async ({ page }) => {
  await page.goto('/workers')
  await expect(page.getByText('1 online')).toBeVisible({ timeout: 15_000 })
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const up = page.locator('[data-worker]').getByText(/up \d/)
  const before = await up.textContent()
  await expect(up).not.toHaveText(before ?? '', { timeout: 10_000 })
  expect(asked).toEqual([])
})

for (const width of [1280, 320]) {
  test(`the page of workers is accessible at ${width} pixels`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 844 })
    const id = await submit(request, 'rehearsal', { ...long, title: 'Busy' })
    await page.goto('/workers')
    // With the next heartbeat, and the next look at it.
    await expect(page.locator(`[data-worker] [data-job="${id}"]`)).toBeVisible({ timeout: 15_000 })
    await expectNoViolations(page, 'the page of workers')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await page.getByRole('button', { name: 'Pause csv-report' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolations(page, 'the question before a pause')
  })
}
