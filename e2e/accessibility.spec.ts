import { expectNoViolations } from './expect-no-violations.ts'
import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

const rehearsal = { steps: 2, stepMs: 10 }

test.use({ allowedErrors: [/404/] })

for (const width of [1280, 390]) {
  test(`every page is accessible at ${width} pixels`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 844 })
    const done = await submit(request, 'rehearsal', { ...rehearsal, title: 'Done' })
    const failed = await submit(request, 'rehearsal', {
      ...rehearsal,
      title: 'Failed',
      failAtStep: 1,
      retryable: false,
    })
    await page.goto('/')
    // On a phone one column is there at a time.
    const show = async (column: string) => {
      if (width < 768) await page.getByRole('tab', { name: column }).click()
    }
    await show('Success')
    await expect(cardOf(page, done)).toHaveAttribute('data-state', 'success')
    await show('Failure')
    await expect(cardOf(page, failed)).toHaveAttribute('data-state', 'failure')
    const running = await submit(request, 'rehearsal', { title: 'Running', steps: 200, stepMs: 100 })
    const waiting = await submit(request, 'rehearsal', { title: 'Waiting', steps: 1, stepMs: 10 }, { delayMs: 600_000 })
    await show('Pending')
    await expect(cardOf(page, waiting)).toHaveAttribute('data-state', 'pending')
    await show('Running')
    await expect(cardOf(page, running)).toHaveAttribute('data-state', 'running')
    await expectNoViolations(page, 'the board')

    await page.getByRole('button', { name: 'New job' }).first().click()
    await expect(page.getByRole('dialog', { name: 'New job' })).toBeVisible()
    await expectNoViolations(page, 'the new-job dialog')
    await page.getByRole('dialog').locator('label', { hasText: 'Mail batch' }).click()
    await expect(page.getByRole('form', { name: 'Mail batch' })).toContainText('not available')
    await expectNoViolations(page, 'the form of a type that is not available')
    await page.getByRole('dialog').locator('label').filter({ hasText: 'Rehearsal' }).click()
    await expectNoViolations(page, 'the rehearsal form')
    await page.keyboard.press('Escape')

    for (const id of [done, failed, running, waiting]) {
      await page.goto(jobPage(id))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoViolations(page, `the page of ${id}`)
    }
  })
}

test('a flow and its form are accessible', async ({ page, request }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await page.getByRole('button', { name: 'New job' }).first().click()
  await page.getByRole('dialog').locator('label', { hasText: 'Image set' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Three drawings' }).click()
  await expectNoViolations(page, 'a form with several files')
  const id = await submit(request, 'image-set', { images: [{ sample: 'hills.png' }, { sample: 'harbour.jpg' }] })
  await page.goto(`${jobPage(id)}?tab=children`)
  await expect(page.getByRole('list', { name: /Child jobs/ }).getByRole('listitem')).toHaveCount(2)
  await expectNoViolations(page, 'the page of a job with children')
  const { children } = await (await request.get(`/api${jobPage(id)}/children`)).json()
  await page.goto(jobPage(children[0].id))
  await expect(page.getByText(/^Part of /)).toBeVisible()
  await expectNoViolations(page, 'the page of a child')
})

test('pages that say no are accessible', async ({ page }) => {
  await page.goto('/')
  await expectNoViolations(page, 'the board')
  await page.goto('/jobs/rehearsal%3Aj_never')
  await expectNoViolations(page, 'the page of an unknown job')
  await page.goto('/nowhere')
  await expectNoViolations(page, 'the page of an unknown address')
})
