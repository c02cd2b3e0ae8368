import { cardOf, expect, jobPage, test } from './waybill-test.ts'

const rehearsal = (title: string, more: object = {}) => ({ title, steps: 2, stepMs: 10, ...more })
const child = (title: string, more: object = {}) => ({ type: 'rehearsal', input: rehearsal(title, more) })

test('a person cancels a flow, is told how many jobs that ends, and all of them end', async ({ page, request }) => {
  const children = [
    child('Done already'),
    child('Goes on and on', { steps: 2_000, stepMs: 100 }),
    { ...child('Has not begun'), delayMs: 600_000 },
  ]
  const data = { type: 'rehearsal', input: rehearsal('The whole'), children }
  const { id } = await (await request.post('/api/flows', { data })).json()
  await page.goto('/')
  await expect(cardOf(page, id)).toContainText('Waiting for its child jobs: 1 of 3 done')
  await page.goto(jobPage(id))
  const rows = page.getByRole('list', { name: /Child jobs/ }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'Goes on and on' })).toContainText('Running')
  await page.getByRole('button', { name: 'Cancel The whole' }).click()
  await page.getByRole('button', { name: 'End 3 jobs: The whole and its child jobs' }).click()
  for (const title of ['Goes on and on', 'Has not begun']) {
    await expect(rows.filter({ hasText: title })).toContainText('It was cancelled')
  }
  await expect(rows.filter({ hasText: 'Done already' })).toContainText('Success')
  await expect(page.getByRole('region', { name: 'Where it is' })).toContainText('It was cancelled')
})

test('a person retries a flow that failed because of one of its jobs, and what is done is not done again', async ({
  page,
  request,
}) => {
  const children = [child('Fine'), child('Fails once', { failAtStep: 1, failAttempts: 1, retryable: false })]
  const data = { type: 'rehearsal', input: rehearsal('The whole'), children }
  const { id } = await (await request.post('/api/flows', { data })).json()
  await page.goto(`${jobPage(id)}?tab=children`)
  const rows = page.getByRole('list', { name: /Child jobs/ }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'Fails once' })).toContainText('Failure')
  await page.getByRole('button', { name: 'Retry with 1 child job The whole' }).click()
  await expect(rows.filter({ hasText: 'Fails once' })).toContainText('Success')
  await expect(page.getByRole('heading', { name: 'Child jobs 2 of 2 done' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Where it is' })).toContainText('Finished')
  await rows.getByRole('link', { name: 'Fine' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fine' })).toBeVisible()
  await expect(page.getByText('Attempt 2')).toHaveCount(0)
})
