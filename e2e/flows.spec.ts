import { expectNoViolations } from './expect-no-violations.ts'
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

test('a person unfolds a flow of two levels by keyboard, sees what goes wrong below, and folds it again', async ({
  page,
  request,
}) => {
  const broken = { failAtStep: 1, failAttempts: 1, retryable: false }
  const album = {
    ...child('Album'),
    children: [
      child('Fine'),
      { ...child('Breaks', broken), onFailure: 'ignore' },
      { ...child('Goes on and on', { steps: 2_000, stepMs: 100 }), onFailure: 'ignore' },
      { ...child(`Chapter-${'x'.repeat(60)}`), children: [{ ...child('Picture'), delayMs: 600_000 }] },
    ],
  }
  const children = [album, { ...child('Broken part', broken), onFailure: 'ignore' }]
  const data = { type: 'rehearsal', input: rehearsal('The whole'), children }
  const flow = await (await request.post('/api/flows', { data })).json()
  const asked: string[] = []
  page.on('request', (sent) => sent.url().includes('/children') && asked.push(new URL(sent.url()).pathname))
  await page.goto(`${jobPage(flow.id)}?tab=children`)
  const fold = (label: string | RegExp) => page.getByRole('button', { name: label })
  const below = page.getByRole('list', { name: 'Child jobs of Album' })
  const row = (hasText: string) => below.getByRole('listitem').filter({ hasText })

  await expect(page.getByRole('progressbar', { name: 'Child jobs of Album' })).toHaveAttribute(
    'aria-valuetext',
    '1 of 4 done · 1 failed',
  )
  await fold('Child jobs of Album').focus()
  await page.keyboard.press('Enter')
  await expect(row('Fine')).toContainText('Success')
  await expect(row('Breaks')).toContainText('Failure')
  await expect(row('Goes on and on')).toContainText('Running')
  await expect(below.getByRole('listitem')).toHaveCount(4)
  // The button, the link of the album, then what is below it: three links, and the button of the chapter.
  for (let n = 0; n < 5; n += 1) await page.keyboard.press('Tab')
  await expect(fold(/^Child jobs of Chapter/)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(row('Picture').last()).toContainText('Scheduled')

  const ofAlbum = flow.children[0]
  await request.post(`/api${jobPage(ofAlbum.children[2].id)}/cancel`)
  await expect(row('Goes on and on')).toContainText('It was cancelled')
  await expect(page.getByRole('progressbar', { name: 'Child jobs of Album' })).toHaveAttribute('aria-valuenow', '3')
  const ids = [ofAlbum.id, ofAlbum.children[3].id]
  expect(asked).toEqual(ids.map((id) => `/api${jobPage(id)}/children`))

  await expectNoViolations(page, 'an unfolded flow')
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    const wide = await page.evaluate(
      () =>
        [document.documentElement, ...document.querySelectorAll('main, [role=tabpanel] ul')].filter(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
        ).length,
    )
    expect(wide, `what has to be scrolled to the side at ${width} pixels`).toBe(0)
  }

  await fold('Child jobs of Album').press('Enter')
  await expect(below).toHaveCount(0)
  await page.getByRole('button', { name: 'Failed 1' }).click()
  const rows = page.getByRole('list', { name: /Child jobs/ }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('Broken part')
})
