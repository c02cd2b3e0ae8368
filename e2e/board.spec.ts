import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

test('two browsers show the same job at the same time, and one that joins late shows it at once', async ({
  page,
  openBrowser,
  request,
}) => {
  const other = await openBrowser()
  await Promise.all([page.goto('/'), other.goto('/')])
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await expect(other.getByRole('status').getByText('Live')).toBeVisible()
  const id = await submit(request, 'rehearsal', { title: 'Seen by many', steps: 30, stepMs: 200 })
  for (const browser of [page, other]) {
    await expect(cardOf(browser, id)).toHaveAttribute('data-state', 'running')
    await expect(cardOf(browser, id).getByRole('progressbar')).toBeVisible()
  }
  const late = await openBrowser()
  await late.goto(jobPage(id))
  await expect(late.getByRole('heading', { name: 'Seen by many' })).toBeVisible()
  await expect(late.getByRole('progressbar').first()).toBeVisible()
  for (const browser of [page, other]) {
    await expect(cardOf(browser, id)).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
  }
  await expect(late.getByText('Success').first()).toBeVisible()
})

test('a job that failed shows its error, and a person retries it from its card', async ({ page, request }) => {
  await page.goto('/')
  const id = await submit(request, 'rehearsal', {
    title: 'Breaks once',
    steps: 3,
    stepMs: 20,
    failAtStep: 2,
    failAttempts: 1,
    retryable: false,
  })
  const card = cardOf(page, id)
  await expect(card).toHaveAttribute('data-state', 'failure')
  await expect(card).toContainText(/step 2/i)
  await card.getByRole('button', { name: /^Retry/ }).click()
  await expect(card).toHaveAttribute('data-state', 'success')
  await card.getByRole('link', { name: 'Breaks once' }).click()
  await expect(page.getByText('Attempt 2').first()).toBeVisible()
})

test('[I7] an open page asks nothing while nothing happens', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const marks = new Promise<void>((resolve) => {
    let seen = 0
    page.on('websocket', () => asked.push('a new socket'))
    // Two marks are ten quiet seconds.
    void page.exposeFunction('countMark', () => {
      seen += 1
      if (seen === 2) resolve()
    })
  })
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  client.on('Network.webSocketFrameReceived', ({ response }) => {
    if (response.payloadData.includes('"mark"')) void page.evaluate('countMark()')
  })
  await marks
  expect(asked).toEqual([])
})

test.describe('what is not there', () => {
  // The browser itself reports a page that answers 404.
  test.use({ allowedErrors: [/404/] })

  test('an id that never existed is told apart from a job that waits', async ({ page, request }) => {
    const response = await request.get('/api/jobs/rehearsal:j_never')
    expect(response.status()).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'unknown_job', status: 404 })
    await page.goto('/jobs/rehearsal%3Aj_never')
    await expect(page.getByRole('main')).toContainText(/no job|unknown|not.*found/i)
  })
})
