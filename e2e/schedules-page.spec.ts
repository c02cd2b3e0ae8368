import type { APIRequestContext, Page } from '@playwright/test'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, test } from './waybill-test.ts'

const input = { title: 'On time', steps: 1, stepMs: 0 }
const weekly = { type: 'rehearsal', input, cron: '0 9 * * 1', timeZone: 'Europe/Berlin' }

async function schedule(request: APIRequestContext, name: string, timing: object = {}): Promise<string> {
  const made = await request.post('/api/schedules', { data: { ...weekly, name, ...timing } })
  expect(made.status(), await made.text()).toBe(201)
  return (await made.json()).id
}

const rowOf = (page: Page, name: string) =>
  page.locator('[data-schedule]').filter({ has: page.getByRole('heading', { name, exact: true }) })

test('with the keyboard alone a schedule is made, runs, is paused, run by hand and deleted', async ({ page }) => {
  await page.goto('/schedules')
  await expect(page.getByText('the run that was due is made up for')).toBeVisible()
  await page.getByRole('button', { name: 'New schedule' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'Rehearsal' })
  await form.getByLabel('Name').focus()
  await page.keyboard.type('Heartbeat')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Every')
  await page.keyboard.press('Tab')
  await expect(form.getByLabel('Every', { exact: true })).toBeFocused()
  await page.keyboard.type('2')
  await page.keyboard.press('Tab')
  await page.keyboard.type('sec')
  await form.getByRole('group', { name: 'Samples' }).getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await form.getByRole('button', { name: 'Make schedule' }).focus()
  await expect(form.getByRole('listitem')).toHaveCount(5)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()

  const row = rowOf(page, 'Heartbeat')
  await expect(row).toContainText(/every \d+ s/)
  // Without a reload: the last run appears, and goes on to be another one.
  const last = row.getByRole('link', { name: /Last run/ })
  await expect(last).toBeVisible({ timeout: 30_000 })
  await row.getByRole('button', { name: 'Pause Heartbeat' }).focus()
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Paused')
  await row.getByRole('button', { name: 'Run now Heartbeat' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Follow it' })).toBeVisible()
  await row.getByRole('button', { name: 'Delete Heartbeat' }).focus()
  await page.keyboard.press('Enter')
  await expect(row.getByRole('button', { name: 'Delete for good Heartbeat' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'No schedules yet' })).toBeVisible()
})

test('what a cron expression means is said as it is written, and what is wrong at its field', async ({ page }) => {
  await page.goto('/schedules')
  await page.getByRole('button', { name: 'New schedule' }).click()
  const form = page.getByRole('form', { name: 'Rehearsal' })
  const cron = form.getByLabel('Cron expression')
  await expect(form.getByText(/^Runs every day at 09:00/)).toBeVisible()
  await expect(form.getByRole('listitem')).toHaveCount(5)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await cron.fill('')
  await cron.pressSequentially('30 17 * * 5', { delay: 20 })
  await expect(form.getByText(/^Runs every Friday at 17:30, /)).toBeVisible()
  await expect(form.getByRole('listitem').first()).toContainText(/Fri .*30/)
  // Eleven keys were pressed; only a pause asks.
  expect(asked.length).toBeLessThanOrEqual(3)
  await form.getByLabel('Time zone').selectOption('Europe/Berlin')
  await expect(form.getByText('Runs every Friday at 17:30, Europe/Berlin.')).toBeVisible()
  await cron.fill('0 0 31 2,4 *')
  await expect(cron).toHaveAttribute('aria-invalid', 'true')
  await expect(form.getByText('no day ever fits it')).toBeVisible()
  await expect(form.getByRole('listitem')).toHaveCount(0)
  await cron.fill('0 9 * * 1')
  await form.getByRole('button', { name: 'Make schedule' }).click()
  await expect(form.getByLabel('Name')).toBeFocused()
  await expect(form.getByText('Fill this in.').first()).toBeVisible()
})
test.use({ allowedErrors: [/400|409/] })

test('a schedule is changed in the form it was made with, and a taken name is refused at its field', async ({
  page,
  request,
}) => {
  const ids = [await schedule(request, 'First'), await schedule(request, 'Second')]
  await page.goto('/schedules')
  const row = rowOf(page, 'Second')
  await expect(row).toContainText('every Monday at 09:00, Europe/Berlin')
  await row.getByRole('button', { name: 'Edit Second' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change “Second”' })
  await expect(dialog.getByLabel('Cron expression')).toHaveValue('0 9 * * 1')
  await expect(dialog.getByLabel('Title')).toHaveValue('On time')
  await dialog.getByLabel('Name').fill('First')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog.getByText('There is another schedule named "First"')).toBeVisible()
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await dialog.getByLabel('Name').fill('Renamed')
  await dialog.getByLabel('Cron expression').fill('30 8 1 * *')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(rowOf(page, 'Renamed')).toContainText('on the 1st of every month at 08:30, Europe/Berlin')
  for (const id of ids) await request.delete(`/api/schedules/${id}`)
})

test('[I7] an open page of schedules asks nothing while one runs', async ({ page, request }) => {
  const id = await schedule(request, 'Often', { cron: undefined, timeZone: undefined, everyMs: 1_000 })
  await page.goto('/schedules')
  const run = rowOf(page, 'Often').getByRole('link')
  await expect(run).toBeVisible({ timeout: 30_000 })
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (each) => asked.push(each.url()))
  const before = await run.getAttribute('href')
  await expect.poll(() => run.getAttribute('href'), { timeout: 20_000 }).not.toBe(before)
  expect(asked).toEqual([])
  await request.delete(`/api/schedules/${id}`)
})

for (const width of [1280, 320]) {
  test(`the page of schedules is accessible at ${width} pixels`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/schedules')
    await expect(page.getByRole('heading', { name: 'No schedules yet' })).toBeVisible()
    await expectNoViolations(page, 'the page without schedules')
    const id = await schedule(request, 'Weekly')
    await expect(rowOf(page, 'Weekly')).toBeVisible()
    await expectNoViolations(page, 'the list of schedules')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await page.getByRole('button', { name: 'New schedule' }).click()
    await page.getByLabel('Cron expression').fill('0 9 * *')
    await expect(page.getByLabel('Cron expression')).toHaveAttribute('aria-invalid', 'true')
    await expectNoViolations(page, 'the form of a schedule')
    await request.delete(`/api/schedules/${id}`)
  })
}
