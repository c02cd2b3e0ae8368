import { readFile } from 'node:fs/promises'
import { expect, jobPage, test } from './waybill-test.ts'

const csv = 'node_modules/vega-datasets/data/seattle-weather.csv'

test('[I7] a person drops a CSV file, watches the job to its end without the page asking once, and reads the report', async ({
  page,
}) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.getByRole('button', { name: 'New job' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New job' })
  await dialog.getByRole('radio', { name: /CSV report/ }).check()
  await dialog.locator('input[type=file]').setInputFiles(csv)
  await expect(dialog.getByRole('button', { name: 'Remove seattle-weather.csv' })).toBeVisible()

  const asked: string[] = []
  const submitted = page.waitForResponse((response) => response.url().endsWith('/api/jobs'))
  await dialog.getByRole('button', { name: 'Submit job' }).click()
  const answer = await submitted
  page.on('request', (request) => {
    // What shows the first event, such as how long it took, may be loaded with it, once. The server is not asked for news.
    if (!request.url().includes('/_next/static/')) asked.push(`${request.method()} ${request.url()}`)
  })
  expect(answer.status()).toBe(202)
  const { id } = await answer.json()

  const card = page.locator(`article[data-job="${id}"]`)
  await expect(card).toHaveAttribute('data-state', 'success')
  await expect(card).toContainText('6 columns · 1,461 rows')
  expect(asked, 'between submit and success the page made no request').toEqual([])

  await card.getByRole('link', { name: 'seattle-weather.csv' }).click()
  await expect(page).toHaveURL(jobPage(id))
  const timeline = page.getByRole('region', { name: 'Timeline' })
  for (const stage of ['Reading rows', 'Summarising columns', 'Writing the report']) {
    await expect(timeline.getByText(stage)).toBeVisible()
  }
  const [report] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Open report.html in a new tab' }).click(),
  ])
  await expect(report.getByRole('heading', { level: 1 })).toContainText('seattle-weather.csv')
  await expect(report.getByText('temp_max').first()).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download profile.json' }).click(),
  ])
  const profile = JSON.parse(await readFile(await download.path(), 'utf8'))
  expect(profile.rows).toBe(1_461)
})

test('a file that is no CSV is refused with its place and not tried again', async ({ page, request }) => {
  const upload = await request.post('/api/uploads', {
    headers: { 'Content-Type': 'text/csv', 'X-File-Name': 'broken.csv' },
    data: Buffer.from('a,b\n1,"never closed\n2,3\n'),
  })
  const { uploadId } = await upload.json()
  const answer = await request.post('/api/jobs', { data: { type: 'csv-report', input: { file: { uploadId } } } })
  const { id } = await answer.json()
  await page.goto(jobPage(id))
  await expect(page.getByText(/line 2/i).first()).toBeVisible()
  const job = await (await request.get(`/api/jobs/${encodeURIComponent(id)}`)).json()
  expect(job).toMatchObject({ state: 'failure', attempt: { current: 1, max: 3 } })
})

test('what is wrong with the input is said at its field', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New job' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New job' })
  await dialog.getByRole('radio', { name: /CSV report/ }).check()
  await dialog.getByRole('button', { name: 'Submit job' }).click()
  await expect(dialog.locator('[aria-invalid=true]').first()).toBeVisible()
})
