import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

test('a person retries a failed job with another input; both jobs name each other on every page', async ({
  page,
  request,
  openBrowser,
}) => {
  const script = { title: 'Broken at step 2', steps: 3, stepMs: 10, failAtStep: 2, retryable: false }
  const old = await submit(request, 'rehearsal', script)
  const colleague = await openBrowser()
  await colleague.goto(jobPage(old))
  await page.goto(jobPage(old))
  await page.getByRole('button', { name: 'Retry with edits Broken at step 2' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retry “Broken at step 2” with edits' })
  await expect(dialog.getByLabel('Steps', { exact: true })).toHaveValue('3')
  await dialog.getByLabel('Fail at step').fill('')
  await dialog.getByLabel('Title').fill('Mended')
  await dialog.getByRole('button', { name: 'Submit job' }).click()

  const forward = colleague.getByText('Retried with other input as').getByRole('link')
  await expect(forward).toHaveText(/^rehearsal:j_/)
  await expect(page.getByText('Retried with other input as').getByRole('link')).toBeVisible()
  await page.getByRole('link', { name: 'Follow it' }).click()
  await expect(page.getByRole('heading', { name: 'Mended' })).toBeVisible()
  await expect(page.getByText(/^A retry with other input of/).getByRole('link')).toHaveText(old)
  await expect(page.getByRole('status').getByText('Success')).toBeAttached()
  await forward.click()
  await expect(colleague.getByRole('heading', { name: 'Mended' })).toBeVisible()
})

test('a duplicate begins with the input of the job, and its file', async ({ page, request }) => {
  const upload = await request.post('/api/uploads', {
    headers: { 'Content-Type': 'text/csv', 'X-File-Name': 'table.csv' },
    data: Buffer.from('a,b\n1,2\n'),
  })
  const { uploadId } = await upload.json()
  const first = await submit(request, 'csv-report', { file: { uploadId }, delimiter: 'comma' })
  await page.goto(jobPage(first))
  await page.getByRole('button', { name: 'Duplicate table.csv' }).click()
  const dialog = page.getByRole('dialog', { name: 'New job like “table.csv”' })
  await expect(dialog.getByRole('button', { name: 'Remove table.csv' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Submit job' }).click()
  await page.getByRole('link', { name: 'Follow it' }).click()
  await expect(page).not.toHaveURL(jobPage(first))
  await expect(page.getByText('2 columns · 1 row')).toBeVisible()
  await expect(page.getByText('A retry with other input of')).toHaveCount(0)
})

test('a job that waits for its time is run now, and deleted when nobody needs it', async ({
  page,
  openBrowser,
  request,
}) => {
  const id = await submit(request, 'rehearsal', { title: 'Later', steps: 1, stepMs: 10 }, { delayMs: 3_600_000 })
  await page.goto(jobPage(id))
  await expect(page.getByText(/in 59 min/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Run now Later' }).click()
  await expect(page.getByRole('status').getByText('Success')).toBeAttached()
  const other = await openBrowser()
  await other.goto(jobPage(id))
  await expect(other.getByRole('status').getByText('Live')).toBeVisible()
  await page.getByRole('button', { name: 'More to do with Later' }).click()
  await page.getByRole('button', { name: 'Delete Later' }).click()
  await expect(page.getByText('“Later” is being deleted.')).toBeVisible()
  await expect(page).toHaveURL('/')
  await expect(other.getByText('This job was removed.')).toBeVisible({ timeout: 10_000 })
  await expect(cardOf(page, id)).toHaveCount(0)
  expect((await request.get(`/api/jobs/${encodeURIComponent(id)}`)).status()).toBe(404)
})

test('a job that has run for some seconds says how long it will take', async ({ page, request }) => {
  const id = await submit(request, 'rehearsal', { title: 'Steady', steps: 400, stepMs: 100 })
  await page.goto(jobPage(id))
  await expect(page.getByText(/about \d+ s left/)).toBeVisible()
})
