import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

test('a person cancels a job that waits, and every browser shows it as cancelled', async ({
  page,
  openBrowser,
  request,
}) => {
  const other = await openBrowser()
  await Promise.all([page.goto('/'), other.goto('/')])
  const id = await submit(request, 'rehearsal', { title: 'Not today', steps: 3, stepMs: 50 }, { delayMs: 600_000 })
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'pending')
  await cardOf(page, id).getByRole('button', { name: 'Cancel Not today' }).click()
  for (const browser of [page, other]) {
    await expect(cardOf(browser, id)).toHaveAttribute('data-state', 'failure')
    await expect(cardOf(browser, id)).toContainText('It was cancelled')
  }
  const again = await request.post(`/api/jobs/${encodeURIComponent(id)}/cancel`)
  expect([again.status(), (await again.json()).code]).toEqual([409, 'wrong_state'])
  const job = await (await request.get(`/api/jobs/${encodeURIComponent(id)}`)).json()
  expect(job).toMatchObject({ state: 'failure', reason: 'cancelled', attempts: [] })
})

test('a person cancels a running job by keyboard, sees it end within a second, and runs it again', async ({
  page,
  request,
}) => {
  const id = await submit(request, 'rehearsal', { title: 'Takes for ever', steps: 2_000, stepMs: 100 })
  await page.goto(jobPage(id))
  await expect(page.getByRole('list', { name: 'Stages' })).toContainText('Preparing')
  const button = page.getByRole('button', { name: 'Cancel Takes for ever' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('It was cancelled').first()).toBeVisible({ timeout: 1_500 })
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline).toContainText('Cancel requested')
  await expect(timeline).toContainText('Attempt 1 stopped')
  await expect(page.getByRole('status').filter({ hasText: 'Failure' })).toBeAttached()
  await page.getByRole('button', { name: 'Retry Takes for ever' }).click()
  await expect(page.getByText('Attempt 2').first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel Takes for ever' }).click()
  await expect(page.getByText('It was cancelled').first()).toBeVisible()
})

test('a job that does not react to a cancel says so, and after ten seconds that its worker is busy', async ({
  page,
  request,
}) => {
  await page.goto('/')
  const id = await submit(request, 'rehearsal', { title: 'Deaf', steps: 200, stepMs: 100, ignoreSignal: true })
  const card = cardOf(page, id)
  await expect(card).toHaveAttribute('data-state', 'running')
  await card.getByRole('button', { name: 'Cancel Deaf' }).click()
  await expect(card).toContainText('Cancelling — its worker was told')
  await expect(card.getByRole('button', { name: 'Cancelling Deaf' })).toHaveAttribute('aria-disabled', 'true')
  await expect(card).toContainText('Cancel requested, worker busy', { timeout: 15_000 })
  // It finished all the same: that is what it shows.
  await expect(card).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
  await expect(card).not.toContainText('Cancel requested')
})
