import { cardOf, expect, submit, test } from './waybill-test.ts'

test('the address of a board says what it shows, and going back undoes the last filter', async ({ page, request }) => {
  const post = async (title: string, tags: string[]) => {
    const data = { type: 'rehearsal', input: { title, steps: 1, stepMs: 10 }, tags }
    return (await (await request.post('/api/jobs', { data })).json()).id
  }
  const [ours, theirs] = [await post('For acme', ['acme']), await post('For globex', ['globex'])]
  await page.goto('/')
  await expect(cardOf(page, theirs)).toHaveAttribute('data-state', 'success')
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByRole('checkbox', { name: 'acme', exact: true }).check()
  await expect(cardOf(page, theirs)).toHaveCount(0)
  await expect(cardOf(page, ours)).toBeVisible()
  await expect(page).toHaveURL(/tag=acme/)
  await page.reload()
  await expect(cardOf(page, ours)).toBeVisible()
  await expect(cardOf(page, theirs)).toHaveCount(0)
  // Another one that matches comes by itself, and one that does not stays away.
  const [next] = [await post('Also for acme', ['acme']), await post('Also for globex', ['globex'])]
  await expect(cardOf(page, next)).toHaveAttribute('data-state', 'success')
  await expect(page.getByRole('article')).toHaveCount(2)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(cardOf(page, theirs)).toBeVisible()
  await page.goBack()
  await expect(cardOf(page, theirs)).toHaveCount(0)
})

test('a board narrowed to a custom state shows the jobs that are in it, by the name people know', async ({
  page,
  request,
}) => {
  const long = await submit(request, 'rehearsal', { title: 'Stays', steps: 3_000, stepMs: 100, stages: 1 })
  const short = await submit(request, 'rehearsal', { title: 'Goes on', steps: 4, stepMs: 10, stages: 4 })
  await page.goto('/')
  await expect(cardOf(page, short)).toHaveAttribute('data-state', 'success')
  await page.getByRole('button', { name: 'Stage' }).click()
  await page.getByRole('checkbox', { name: 'Preparing' }).check()
  await expect(cardOf(page, short)).toHaveCount(0)
  await expect(cardOf(page, long)).toHaveAttribute('data-state', 'running')
  await expect(page).toHaveURL(/stage=rehearsal(\/|%2F)preparing/)
  await page.getByRole('checkbox', { name: 'Finishing' }).check()
  await expect(cardOf(page, short)).toBeVisible()
  await page.keyboard.press('Escape')
  // The search knows the name people know as well.
  await page.getByRole('textbox', { name: /Search the board/ }).fill('preparing stays')
  await expect(cardOf(page, short)).toHaveCount(0)
  await expect(cardOf(page, long)).toBeVisible()
  expect((await request.post(`/api/jobs/${encodeURIComponent(long)}/cancel`)).status()).toBe(202)
  await expect(cardOf(page, long), 'it was cancelled in that state').toHaveAttribute('data-state', 'failure')
})

test('a pasted id leads to its job', async ({ page, request }) => {
  const id = await submit(request, 'rehearsal', { title: 'Looked for', steps: 1, stepMs: 10 })
  await page.goto('/')
  await page.getByRole('textbox', { name: /Search the board/ }).fill(id)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Looked for' })).toBeVisible()
})

test('what arrives while somebody reads waits to be asked for, and nothing shifts', async ({ page, request }) => {
  for (let i = 0; i < 30; i += 1) await submit(request, 'rehearsal', { title: `Old ${i}`, steps: 1, stepMs: 1 })
  await page.goto('/')
  const feed = page.getByRole('feed', { name: 'Success' })
  await expect(feed.getByRole('article').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Success' }).getByText(/^3\d$/)).toBeVisible()
  const all = await feed.getByRole('article').count()
  expect(all, 'only what is near the view is in the page').toBeLessThan(30)
  await feed.hover()
  await page.mouse.wheel(0, 600)
  await expect(feed.getByRole('article').first()).not.toBeInViewport()
  // Whatever somebody reads in the middle of the page by now.
  const id = await page.evaluate(() => {
    const middle = { x: window.innerWidth * 0.6, y: window.innerHeight / 2 }
    return document.elementFromPoint(middle.x, middle.y)?.closest('article')?.dataset.job ?? ''
  })
  const card = cardOf(page, id)
  const before = await card.boundingBox()
  for (const title of ['New one', 'New two']) await submit(request, 'rehearsal', { title, steps: 1, stepMs: 1 })
  const pill = page.getByRole('button', { name: '2 new' })
  await expect(pill).toBeVisible()
  expect((await card.boundingBox())?.y).toBe(before?.y)
  await pill.click()
  await expect(feed.getByRole('link', { name: 'New two' })).toBeInViewport()
})

for (const [name, width, height] of [
  ['a window of 320 pixels', 320, 640],
  ['a zoom of 200 %', 640, 400],
] as const) {
  test(`the board needs no scrolling to the side in ${name}`, async ({ page, request }) => {
    await page.setViewportSize({ width, height })
    await submit(request, 'rehearsal', { title: `A-name-without-any-space-${'x'.repeat(40)}`, steps: 1, stepMs: 1 })
    await page.goto('/')
    await page.getByRole('tab', { name: /Success/ }).click()
    await expect(page.getByRole('article').first()).toBeVisible()
    const { scroll, view } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      view: document.documentElement.clientWidth,
    }))
    expect(scroll).toBeLessThanOrEqual(view)
    for (const name of ['New job', 'Workers']) await expect(page.getByText(name).last()).toBeInViewport()
  })
}
