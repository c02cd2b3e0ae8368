import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { credentials, testToken } from './credentials.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { startWaybill } from './start-waybill.ts'
import { cardOf, expect, jobPage, submit, test } from './waybill-test.ts'

// What a visitor may not see is not there for them, and what proves nothing is refused.
test.use({ isSignedIn: false, allowedErrors: [/status of 40[14]/] })

const script = { title: 'A job', steps: 4, stepMs: 50 }
const live = 'Live'

test('a visitor sees own jobs only, and by the printed link all of them, until signing out', async ({
  page,
  request,
  site,
  openBrowser,
}) => {
  const others = await submit(request, 'rehearsal', { ...script, title: 'Somebody else’s' })
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'No jobs yet' })).toBeVisible()
  const own = await page.evaluate(
    async (input) => {
      const headers = { 'Content-Type': 'application/json' }
      const answer = await fetch('/api/jobs', {
        method: 'POST',
        headers,
        body: JSON.stringify({ type: 'rehearsal', input }),
      })
      return (await answer.json()).id as string
    },
    { ...script, title: 'My own' },
  )
  await expect(cardOf(page, own)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Retry My own' })).toHaveCount(0)
  expect((await page.goto(jobPage(others)))?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'No job has this id' })).toBeVisible()
  expect((await page.goto(jobPage(own)))?.status()).toBe(200)
  await expect(page.getByRole('heading', { name: 'My own' })).toBeVisible()

  // Another browser is another visitor.
  const other = await openBrowser()
  expect((await other.goto(jobPage(own)))?.status()).toBe(404)

  await page.goto(site.signInUrl)
  await expect(page.getByRole('status').getByText(live)).toBeVisible()
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/')
  await expect(cardOf(page, own)).toBeVisible()
  await expect(cardOf(page, others)).toBeVisible()

  await page.getByRole('button', { name: 'Account of Admin' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect(cardOf(page, own)).toBeVisible()
  await expect(cardOf(page, others)).toHaveCount(0)

  // The link has been used.
  await other.goto(site.signInUrl)
  await expect(other.getByRole('alert').filter({ hasText: 'was used before' })).toBeVisible()
})

test.describe('signing in by the token', () => {
  test('leads to where one wanted to go, and signing out everywhere ends the other browsers within seconds', async ({
    page,
    request,
    openBrowser,
  }) => {
    const id = await submit(request, 'rehearsal', script)
    const second = await openBrowser()
    for (const browser of [page, second]) {
      await browser.goto('/sign-in?then=%2Fjobs%2F'.concat(encodeURIComponent(encodeURIComponent(id))))
      await browser.getByLabel('Token').fill('wrong')
      await browser.getByRole('button', { name: 'Sign in' }).click()
      await expect(browser.getByRole('alert').filter({ hasText: 'This is not the token' })).toBeVisible()
      await browser.getByLabel('Token').fill(testToken)
      await browser.getByRole('button', { name: 'Sign in' }).click()
      await expect(browser.getByRole('heading', { name: script.title })).toBeVisible()
    }
    await second.goto('/')
    await expect(cardOf(second, id)).toBeVisible()
    await page.getByRole('button', { name: 'Account of Admin' }).click()
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(second.getByRole('link', { name: 'Sign in' })).toBeVisible({ timeout: 5_000 })
    await expect(cardOf(second, id)).toHaveCount(0)
  })
})

test('npm run sign-in prints a new link, which works once', async ({ page, site, openBrowser }) => {
  const env = { ...process.env, WAYBILL_DATA_DIR: site.dataDir }
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/sign-in.mjs'], { env })
  await page.goto(stdout.trim())
  await expect(page.getByRole('button', { name: 'Account of Admin' })).toBeVisible()
  const second = await openBrowser()
  await second.goto(stdout.trim())
  await expect(second.getByRole('alert').filter({ hasText: 'was used before' })).toBeVisible()
})

test.describe('with passwords', () => {
  test('nobody sees anything before signing in, and a user who is removed is out within seconds', async ({
    browser,
  }) => {
    const waybill = await startWaybill({ env: { WAYBILL_AUTH: 'password' } })
    const context = await browser.newContext({ baseURL: waybill.url })
    const users = (args: string[], input = '') => {
      const env = { ...process.env, WAYBILL_DATA_DIR: waybill.dataDir }
      const run = promisify(execFile)(process.execPath, ['scripts/users.mjs', ...args], { env })
      run.child.stdin?.end(input)
      return run
    }
    try {
      await users(['add', 'ada', '--role', 'operator'], 'correct horse battery\n')
      const page = await context.newPage()
      await page.goto('/jobs/rehearsal%3Aj_x')
      await expect(page).toHaveURL(/\/sign-in\?then=/)
      expect((await context.request.get('/api/types')).status()).toBe(401)
      await page.getByLabel('Name').fill('Ada')
      await page.getByLabel('Password').fill('correct horse battery')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('heading', { name: 'No job has this id' })).toBeVisible()
      await page.goto('/')
      await expect(page.getByRole('status').getByText(live)).toBeVisible()

      // A session that ends in the middle of a form does not take along what was typed.
      await page.keyboard.press('n')
      const form = page.getByRole('dialog', { name: 'New job' })
      await form.locator('label').filter({ hasText: 'Rehearsal' }).click()
      await form.getByLabel('Title').fill('Half a thought')
      const elsewhere = await context.newPage()
      await elsewhere.goto('/')
      await elsewhere.evaluate(() => fetch('/api/sessions', { method: 'DELETE' }))
      await elsewhere.close()
      await expect(page).toHaveURL(/\/sign-in/, { timeout: 6_000 })
      await page.getByLabel('Name').fill('Ada')
      await page.getByLabel('Password').fill('correct horse battery')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(form.getByText('This is what you had typed when the page was loaded anew.')).toBeVisible()
      await expect(form.getByLabel('Title')).toHaveValue('Half a thought')
      await expectNoViolations(page, 'a form with what was typed before')
      await page.keyboard.press('Escape')

      await users(['remove', 'ada'])
      await expect(page).toHaveURL(/\/sign-in/, { timeout: 6_000 })
      await expect(page.getByText('Your session is over. Sign in to go on where you were.')).toBeVisible()
      await expectNoViolations(page, 'the sign-in page after a session has ended')

      // Somebody who may watch is offered nothing else, and told so.
      await users(['add', 'vera', '--role', 'viewer'], 'battery staple horse\n')
      await page.getByLabel('Name').fill('Vera')
      await page.getByLabel('Password').fill('battery staple horse')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByText('Jobs appear here by themselves as others submit them.')).toBeVisible()
      await expectNoViolations(page, 'the first board of a viewer')
      await expect(page.getByRole('button', { name: 'New job' })).toHaveCount(0)
      for (const name of ['Workers', 'Schedules', 'Audit']) {
        await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
      }
      await page.keyboard.press('n')
      await expect(page.getByText('You may watch jobs, not submit them. Ask an operator.')).toBeVisible()
      await page.goto('/audit')
      await expect(page.getByRole('heading', { name: 'The audit log is for admins' })).toBeVisible()
    } finally {
      await context.close()
      await waybill.stop()
    }
  })
})

test('a program shows the token', async ({ site, playwright }) => {
  const program = await playwright.request.newContext({ baseURL: site.url, extraHTTPHeaders: credentials })
  expect(await (await program.get('/api/me')).json()).toMatchObject({ role: 'admin', name: 'Admin', isVisitor: false })
  const wrong = { headers: { Authorization: 'Bearer wrong' } }
  expect((await program.get('/api/me', wrong)).status()).toBe(401)
  await program.dispose()
})
