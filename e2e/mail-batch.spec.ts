import { signIn } from './sign-in.ts'
import { startWaybill } from './start-waybill.ts'
import { cardOf, expect, test } from './waybill-test.ts'

test.describe('without a mail server', () => {
  // Submitting what is not available is part of the story.
  test.use({ allowedErrors: [/409/] })

  test('the form of a mail batch says why it cannot be submitted, and so does the API', async ({ page, request }) => {
    await page.goto('/')
    await page.getByRole('button', { name: 'New job' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New job' })
    await dialog.locator('label', { hasText: 'Mail batch' }).click()
    const form = dialog.getByRole('form', { name: 'Mail batch' })
    await expect(form.getByRole('status')).toContainText(
      'Mail batch is not available. There is no mail server. Set SMTP_URL',
    )
    await expect(form.getByRole('button', { name: 'Submit job' })).toBeDisabled()
    await expect(form.getByRole('textbox', { name: 'Subject' })).toBeDisabled()
    const answer = await request.post('/api/jobs', { data: { type: 'mail-batch', input: {} } })
    expect(answer.status()).toBe(409)
    expect(await answer.json()).toMatchObject({ code: 'type_unavailable', field: 'type' })
    const batch = await request.post('/api/jobs/batch', { data: { jobs: [{ type: 'mail-batch', input: {} }] } })
    expect(await batch.json()).toMatchObject({ results: [{ error: { code: 'type_unavailable' } }] })
    const schedule = { name: 'Mails', type: 'mail-batch', input: {}, everyMs: 60_000 }
    expect((await request.post('/api/schedules', { data: schedule })).status()).toBe(409)
    const { types } = await (await request.get('/api/types')).json()
    const available = Object.fromEntries(
      types.map((type: { type: string; available: boolean }) => [type.type, type.available]),
    )
    expect(available).toMatchObject({ 'csv-report': true, 'mail-batch': false })
  })
})

test('with a mail server the sample is checked in two clicks, and the password is told to nobody', async ({
  browser,
}) => {
  test.setTimeout(90_000)
  // Nothing listens there, and a list that is only checked needs nobody to.
  const waybill = await startWaybill({ env: { SMTP_URL: 'smtp://ada:se-cret@127.0.0.1:9', LOG_LEVEL: 'debug' } })
  const context = await browser.newContext({ baseURL: waybill.url })
  await signIn(context, waybill.url)
  try {
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('button', { name: 'New job' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'New job' })
    await dialog.locator('label', { hasText: 'Mail batch' }).click()
    await dialog.getByRole('button', { name: 'Library reminders' }).click()
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/jobs')),
      dialog.getByRole('button', { name: 'Submit job' }).click(),
    ])
    const { id } = await answer.json()
    const card = cardOf(page, id)
    await expect(card).toHaveAttribute('data-state', 'success', { timeout: 20_000 })
    await expect(card).toContainText('9 checked, none sent')
    expect(await page.content()).not.toContain('se-cret')
    for (const path of ['/api/types', `/api/jobs/${encodeURIComponent(id)}`]) {
      expect(await (await context.request.get(path)).text()).not.toContain('se-cret')
    }
    expect(waybill.logs()).not.toContain('se-cret')
  } finally {
    await context.close()
    await waybill.stop()
  }
})
