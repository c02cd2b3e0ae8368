import { expectNoViolations } from './expect-no-violations.ts'
import { holdSocket } from './held-socket.ts'
import { layoutShift, watchLayoutShift } from './layout-shift.ts'
import { runningMotion } from './running-motion.ts'
import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

// The browser reports pages that are not there.
test.use({ allowedErrors: [/404/] })

const broken = { title: 'Broken', steps: 1, stepMs: 1, failAtStep: 1, retryable: false }

for (const [path, face, title] of [
  ['/', 'the board', 'Board'],
  ['/workers', 'the workers', 'Workers'],
  ['/schedules', 'the schedules', 'Schedules'],
] as const) {
  test(`${face} come in the place of their loading face, and nothing else moves`, async ({ page, request }) => {
    await submit(request, 'rehearsal', broken)
    await watchLayoutShift(page)
    const release = await holdSocket(page)
    await page.goto(path)
    await expect(page.locator('[aria-busy=true]')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeAttached()
    await expectNoViolations(page, `${face}, loading`)
    // It was drawn, or there would be nothing that could move.
    expect(await layoutShift(page)).toBeLessThan(0.02)
    release()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(page.getByRole('status').getByText('Live')).toBeVisible()
    expect(await layoutShift(page)).toBeLessThan(0.02)
  })
}

test('no page moves for who asked for no motion, nor has to be scrolled to the side at 200 % or 320 pixels', async ({
  page,
  request,
  openBrowser,
}) => {
  test.setTimeout(120_000)
  const word = 'x'.repeat(60)
  const running = await submit(request, 'rehearsal', { title: `Running-${word}`, steps: 900, stepMs: 100 })
  const unknown = await submit(request, 'rehearsal', {
    title: 'Aimless',
    steps: 900,
    stepMs: 100,
    unknownProgress: true,
  })
  const failed = await submit(request, 'rehearsal', { ...broken, title: `Broken-${word}` })
  const link = await request.post(`/api${jobPage(running)}/share`)
  const { url } = await link.json()
  const shared = new URL(url)
  await page.emulateMedia({ reducedMotion: 'reduce' })

  const fits = async (name: string) => {
    expect.soft(await runningMotion(page), `${name} does not move`).toEqual([])
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 512 })
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.scrollingElement ?? document.documentElement
        // `main` scrolls on its own, and would hide what sticks out of it.
        const main = document.querySelector('main')
        return [scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0]
      })
      expect.soft(overflow, `${name} at ${width} pixels`).toEqual([0, 0])
    }
    await page.setViewportSize({ width: 1280, height: 720 })
  }

  await page.goto('/')
  await expect(cardOf(page, unknown)).toHaveAttribute('data-state', 'running')
  await fits('the board')
  await page.keyboard.press('n')
  await page.getByRole('dialog').locator('label').filter({ hasText: 'Rehearsal' }).click()
  await fits('the new-job dialog')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await fits('the palette')
  await page.keyboard.press('Escape')
  for (const path of [
    ...[running, unknown, failed].map(jobPage),
    '/workers',
    '/schedules',
    '/audit',
    '/audit?action=session.end-all&by=nobody',
    '/tokens',
    '/sign-in',
    '/?type=mail-batch',
    '/jobs/rehearsal%3Aj_never',
    '/nowhere',
    shared.pathname + shared.hash,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect(page.getByText('One moment…')).toHaveCount(0)
    await fits(path)
  }

  // The same eyes see motion where nobody asked for none.
  const other = await openBrowser()
  await other.goto('/')
  await expect(cardOf(other, unknown)).toHaveAttribute('data-state', 'running')
  expect(await runningMotion(other)).toContain('bar-unknown')
  for (const id of [running, unknown]) await request.post(`/api${jobPage(id)}/cancel`)
})

test('the audit log is where an admin finds it: in the navigation, in the palette and behind g a', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Audit', exact: true }).first()).toHaveAttribute('aria-current', 'page')
  await page.goto('/audit?by=nobody-of-this-name')
  await expect(page.getByRole('heading', { name: 'No entry matches' })).toBeVisible()
  await expectNoViolations(page, 'the audit log without a match')
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('who sees all jobs can look at their own, and the address says so', async ({ page, request, openBrowser }) => {
  const visitor = await openBrowser()
  await visitor.context().clearCookies()
  await visitor.goto('/')
  await expect(visitor.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect(visitor.getByRole('button', { name: 'Mine' })).toHaveCount(0)
  const theirs = await visitor.evaluate(async (input) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ type: 'rehearsal', input })
    return (await (await fetch('/api/jobs', { method: 'POST', headers, body })).json()).id as string
  }, broken)
  const own = await submit(request, 'rehearsal', broken)
  await page.goto('/')
  await expect(cardOf(page, theirs)).toBeVisible()
  await expect(cardOf(page, own)).toBeVisible()
  await page.getByRole('button', { name: 'Mine' }).click()
  await expect(page).toHaveURL(/\?mine=1$/)
  await expect(cardOf(page, theirs)).toHaveCount(0)
  await expect(cardOf(page, own)).toBeVisible()

  // A page for others says what to do.
  await visitor.goto('/workers')
  await expect(visitor.getByRole('heading', { name: 'Workers are for operators' })).toBeVisible()
  await expectNoViolations(visitor, 'a page that is for others')
  await visitor.getByRole('link', { name: 'Sign in' }).last().click()
  await expect(visitor).toHaveURL(/\/sign-in\?then=(%2F|\/)workers$/)
})
