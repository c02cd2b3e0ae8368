import { expectNoViolations } from './expect-no-violations.ts'
import { cardOf, expect, submit, test } from './waybill-test.ts'

test('a person without a mouse submits, finds, watches, cancels and retries from the board', async ({
  page,
  request,
}) => {
  const failed = await submit(request, 'rehearsal', {
    title: 'Keyed broken',
    steps: 1,
    stepMs: 10,
    failAtStep: 1,
    retryable: false,
  })
  const long = await submit(request, 'rehearsal', { title: 'Keyed endless', steps: 500, stepMs: 100 })
  // Other stories may run on the same board.
  await page.goto('/?q=keyed')
  await expect(cardOf(page, failed)).toHaveAttribute('data-state', 'failure')
  await expect(cardOf(page, long)).toHaveAttribute('data-state', 'running')

  await page.keyboard.press('n')
  await expect(page.getByRole('dialog', { name: 'New job' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // The first card of the first column that has one, and from there to the next columns.
  await page.keyboard.press('j')
  await expect(cardOf(page, long).getByRole('link')).toBeFocused()
  await page.keyboard.press('c')
  await expect(page.getByText('1 job asked to end.')).toBeVisible()
  await expect(cardOf(page, long)).toHaveAttribute('data-state', 'failure')

  await page.keyboard.press('/')
  await page.keyboard.type('broken')
  await expect(cardOf(page, long)).toHaveCount(0)
  await expect(page).toHaveURL(/q=broken/)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('keyed')
  await page.keyboard.press('Tab')
  await expect(cardOf(page, long)).toBeVisible()

  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByText('2 jobs selected')).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByText('2 jobs will run again.')).toBeVisible()
  await expect(cardOf(page, long)).toHaveAttribute('data-state', 'running')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('keyed broken')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Keyed broken', level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await expect(page).toHaveURL(/\/$/)
})

test('a person without a mouse fills in a form, and follows the job to its end', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New job' })
  const rehearsal = dialog.getByRole('radio', { name: /^Rehearsal/ })
  await expect(rehearsal).toBeAttached()
  // It begins at the group of types: along it, and on.
  await expect(dialog.getByRole('radio', { checked: true })).toBeFocused()
  while (!(await rehearsal.isChecked())) await page.keyboard.press('ArrowDown')
  const title = dialog.getByRole('textbox', { name: 'Title' })
  while (!(await title.evaluate((field) => field === document.activeElement))) await page.keyboard.press('Tab')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Typed by hand')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Rehearsal submitted.')).toBeVisible()
  const follow = page.getByRole('link', { name: 'Follow it' })
  // Notices are the last things on a page, and this one leaves by itself: whoever is at it has all the time they want.
  await follow.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Typed by hand', level: 1 })).toBeVisible()
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
})

test('keys without Ctrl can be switched off', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Commands')
})

test('what opens over the board is accessible', async ({ page, request }) => {
  const id = await submit(request, 'rehearsal', { title: 'Seen', steps: 1, stepMs: 10 })
  await page.goto('/')
  await expect(cardOf(page, id)).toHaveAttribute('data-state', 'success')
  await page.getByRole('button', { name: 'Type' }).click()
  await expect(page.getByRole('checkbox', { name: 'Rehearsal', exact: true })).toBeVisible()
  await expectNoViolations(page, 'the filter of types')
  await page.getByRole('checkbox', { name: 'Mail batch' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByText('No job matches')).toBeVisible()
  await expectNoViolations(page, 'the board without a match')
  await page.getByRole('button', { name: 'Clear all' }).last().click()
  await expect(cardOf(page, id)).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectNoViolations(page, 'the palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  await expectNoViolations(page, 'the keyboard help')
})
