import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

const broken = (title: string) => ({ title, steps: 3, stepMs: 20, failAtStep: 2, failAttempts: 1, retryable: false })

test('[I7] a person goes through the parts of a job and the tree of its input by keyboard, and the page asks for each part once', async ({
  page,
  request,
}) => {
  const id = await submit(request, 'rehearsal', { title: 'By keys', steps: 2, stepMs: 10 })
  await page.goto(jobPage(id))
  const tab = (name: string | RegExp) => page.getByRole('tab', { name })
  await expect(tab('Result')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tree', { name: 'Result data' })).toBeVisible()
  const asked: string[] = []
  page.on('request', (sent) => sent.url().includes('/api/') && asked.push(new URL(sent.url()).pathname))

  await tab('Result').focus()
  await page.keyboard.press('Home')
  await expect(tab('Input')).toBeFocused()
  await expect(page).toHaveURL(/tab=input$/)
  const tree = page.getByRole('tree', { name: 'Input data' })
  await expect(tree).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(tree.getByRole('treeitem').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(tree.getByRole('treeitem', { name: /^title/ })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem')).toHaveCount(1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  await expect(tree.getByRole('treeitem').last()).toBeFocused()

  await tab('Input').focus()
  for (const name of ['Result', 'Logs', 'Attempts', 'Raw']) {
    await page.keyboard.press('ArrowRight')
    await expect(tab(name)).toBeFocused()
    await expect(page.getByRole('tabpanel', { name })).toBeVisible()
    await expect(page.getByRole('tabpanel').getByText('One moment…')).toHaveCount(0)
  }
  await expect(page.getByRole('tree', { name: 'The job as the API answers it' })).toContainText(id)
  await page.keyboard.press('ArrowRight')
  await expect(tab('Input')).toBeFocused()
  // What was seen before is still there, and is not asked for again.
  await expect(tree).toBeVisible()
  const path = `/api/jobs/${encodeURIComponent(id)}`
  expect(asked.toSorted()).toEqual([path, `${path}/input`, `${path}/logs`])

  await page.goto(`${jobPage(id)}?tab=raw`)
  await expect(tab('Raw')).toHaveAttribute('aria-selected', 'true')
  await page.goto(`${jobPage(id)}?tab=nonsense`)
  await expect(tab('Result')).toHaveAttribute('aria-selected', 'true')
})

test('the page shows what most people want where the job is, until somebody is at a part of it', async ({
  page,
  openBrowser,
  request,
}) => {
  const id = await submit(request, 'rehearsal', { title: 'Moves on', steps: 80, stepMs: 100, logLines: 200 })
  const reader = await openBrowser()
  let left = 0
  reader.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('"unwatch"')) left += 1
    }),
  )
  await Promise.all([page.goto(jobPage(id)), reader.goto(jobPage(id))])
  await expect(page.getByRole('log', { name: 'Log lines' })).toContainText('Line 1 of')
  await reader.getByRole('log', { name: 'Log lines' }).click()
  await expect(page.getByText('80 steps · attempt 1')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('tab', { name: 'Result' })).toHaveAttribute('aria-selected', 'true')
  await expect(reader.getByRole('region', { name: 'Where it is' })).toContainText('Finished')
  await expect(reader.getByRole('log', { name: 'Log lines' })).toBeVisible()
  expect(left).toBe(0)
  // Nobody sees it any more, and so nobody has it told.
  await reader.getByRole('tab', { name: 'Input' }).click()
  await expect.poll(() => left).toBe(1)
})

test('a job that failed and was retried tells its whole story, and every attempt with its error', async ({
  page,
  request,
}) => {
  const id = await submit(request, 'rehearsal', broken('Twice'))
  await page.goto(jobPage(id))
  const attempts = page.getByRole('list', { name: 'Attempts, the latest first' })
  await expect(attempts).toContainText('Attempt 1 of 3')
  await expect(attempts).toContainText('FinalRehearsalError: The rehearsal failed at step 2 of attempt 1')
  await expect(attempts.getByText(/^at .*rehearsal/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Retry Twice' }).click()
  await expect(page.getByRole('region', { name: 'Where it is' })).toContainText('Finished')
  const story = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem')
  const told = (await story.allTextContents()).map((text) => /^[^·\d]*\d?[a-z ]*/.exec(text)?.[0].trim())
  expect(told.join(' > ')).toMatch(
    /^Submitted.* > Waited to start > Attempt 1 started.* > Attempt 1 failed.* > Waited for attempt 2 > Attempt 2 started.* > Finished.* > Kept until/,
  )
  await page.getByRole('tab', { name: 'Attempts 2' }).click()
  await expect(attempts.getByRole('heading')).toHaveText([/^Attempt 2/, /^Attempt 1/])
  await expect(attempts.getByRole('listitem').first()).toContainText('Succeeded')
})

test('a person without a mouse watches a job fail, retries it, cancels it, deletes it and thinks better of it', async ({
  page,
  request,
}) => {
  const id = await submit(request, 'rehearsal', { ...broken('Keyed'), steps: 300, stepMs: 100, failAtStep: 3 })
  await page.goto(jobPage(id))
  await expect(page.getByRole('status').filter({ hasText: 'Failure' })).toBeAttached()
  await page.getByRole('button', { name: 'Retry Keyed' }).focus()
  await page.keyboard.press('Enter')
  // The button is gone with that; the keyboard goes on with the next one.
  await expect(page.getByRole('button', { name: 'Cancel Keyed' })).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Running, Preparing' })).toBeAttached()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Failure' })).toBeAttached()
  await expect(page.getByRole('button', { name: 'Retry Keyed', exact: true })).toBeFocused()

  const more = page.getByRole('button', { name: 'More to do with Keyed' })
  while (!(await more.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const remove = page.getByRole('button', { name: 'Delete Keyed' })
  await expect(remove).toBeVisible()
  while (!(await remove.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('“Keyed” is kept.')).toBeVisible()
  await page.getByRole('region', { name: 'Notices' }).getByRole('link', { name: 'Open' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Keyed', level: 1 })).toBeVisible()
})

test('a job that has ended is deleted five seconds later, or at once when the page is closed', async ({
  page,
  openBrowser,
  request,
}) => {
  const [first, second] = await Promise.all(
    ['Goes', 'Goes too'].map((title) => submit(request, 'rehearsal', { title, steps: 1, stepMs: 10 })),
  )
  const stateOf = async (id = '') => (await request.get(`/api/jobs/${encodeURIComponent(id)}`)).status()
  const remove = async (browser: typeof page, id = '') => {
    await browser.goto(jobPage(id))
    await browser.getByRole('button', { name: /^More to do/ }).click()
    await browser.getByRole('button', { name: /^Delete / }).click()
    await expect(browser.getByText('is being deleted.')).toBeVisible()
  }
  await remove(page, first)
  await expect(page).toHaveURL('/')
  await expect(cardOf(page, first ?? '')).toBeVisible()
  expect(await stateOf(first)).toBe(200)
  await expect(cardOf(page, first ?? '')).toHaveCount(0, { timeout: 8_000 })
  expect(await stateOf(first)).toBe(404)

  const other = await openBrowser()
  await remove(other, second)
  await other.goto('about:blank')
  await expect.poll(() => stateOf(second), { timeout: 3_000 }).toBe(404)
})

test.describe('files', () => {
  // Said of every script in a frame without power, also of those that a story looks into it with.
  test.use({ allowedErrors: [/Blocked script execution/] })

  test('files are seen at a glance: a report in a frame without power, data as a tree, rows as a table', async ({
    page,
    request,
  }) => {
    const id = await submit(request, 'csv-report', { file: { sample: 'seattle-weather.csv' } })
    await page.goto(jobPage(id))
    await page.getByRole('button', { name: 'Preview report.html' }).click()
    const frame = page.getByTitle('Preview of report.html')
    await expect(frame).toHaveAttribute('sandbox', '')
    const report = frame.contentFrame()
    await expect(report.getByRole('heading', { level: 1 })).toContainText('seattle-weather.csv')
    expect(await report.locator('body').evaluate(() => window.origin)).toBe('null')
    // Its own styles hold, those of the page do not.
    expect(
      await report
        .getByRole('table')
        .first()
        .evaluate((table) => getComputedStyle(table).borderCollapse),
    ).toBe('collapse')
    await page.getByRole('button', { name: 'Preview profile.json' }).click()
    await expect(page.getByRole('tree', { name: 'Preview of profile.json' })).toContainText('rows: 1461')
    await page.getByRole('button', { name: 'Close the preview of report.html' }).click()
    await expect(frame).toHaveCount(0)

    const images = await submit(request, 'image-set', { images: [{ sample: 'hills.png' }] })
    await page.goto(`${jobPage(images)}?tab=result`)
    await expect(page.getByRole('button', { name: 'Preview contact-sheet.html' })).toBeVisible({ timeout: 30_000 })
    const { children } = await (await request.get(`/api${jobPage(images)}/children`)).json()
    await page.goto(`${jobPage(children[0].id)}?tab=result`)
    await page
      .getByRole('button', { name: /^Preview .*\.(png|jpe?g|webp)$/ })
      .first()
      .click()
    const picture = page.getByRole('tabpanel').getByRole('img')
    await expect(picture).toBeVisible()
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  })
})
