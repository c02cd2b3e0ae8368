import { readFile } from 'node:fs/promises'
import { credentials } from './credentials.ts'
import { expectNoViolations } from './expect-no-violations.ts'
import { expect, jobPage, submit, test } from './waybill-test.ts'

// What a link does not allow is refused, and an ended one is let in by nobody.
test.use({ allowedErrors: [/status of 40[134]/] })

const script = { title: 'A shared job', steps: 400, stepMs: 100 }

test('one person shares a job, another follows it until the link is taken back', async ({
  page,
  request,
  browser,
  site,
}) => {
  const id = await submit(request, 'rehearsal', script)
  await page.goto(jobPage(id))
  await page.getByRole('button', { name: 'Share A shared job' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Share this job' })
  await dialog.getByRole('radio', { name: /^Watch State/ }).press('Tab')
  await expect(dialog.getByLabel('It works for')).toBeFocused()
  await dialog.getByLabel('It works for').selectOption('one day')
  await dialog.getByRole('button', { name: 'Make a link' }).press('Enter')
  const link = dialog.getByLabel('Link', { exact: true })
  await expect(link).toHaveValue(new RegExp(`^${site.url}/shared#v1\\.rehearsal:j_\\w+\\.view\\.\\d+\\.`))
  await expect(dialog.getByRole('status').filter({ hasText: 'The link is made' })).toBeVisible()
  await expectNoViolations(page, 'the share dialog')
  const url = await link.inputValue()

  // Somebody without any session, on a phone.
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 390, height: 844 },
  })
  const asked: string[] = []
  context.on('request', (sent) => void asked.push(sent.url()))
  const friend = await context.newPage()
  await friend.goto(url)
  await expect(friend.getByRole('heading', { name: 'A shared job', level: 1 })).toBeVisible()
  await expect(friend.getByRole('progressbar')).toBeVisible()
  await expect(friend.getByRole('banner').getByText('Live')).toBeVisible()
  for (const name of ['New job', 'Sign in', 'Cancel A shared job']) {
    await expect(friend.getByRole('button', { name })).toHaveCount(0)
  }
  await expect(friend.getByRole('link')).toHaveCount(0)
  await expect(friend.getByRole('tab')).toHaveCount(0)
  await expectNoViolations(friend, 'the page of a shared job')
  const before = await friend.getByRole('progressbar').getAttribute('aria-valuenow')
  await expect(friend.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow', before ?? '')

  // The address stays as it was, so the page can be loaded again; and what stands behind the # was never sent.
  await friend.reload()
  await expect(friend.getByRole('heading', { name: 'A shared job', level: 1 })).toBeVisible()
  expect(friend.url()).toBe(url)
  expect(asked.filter((sent) => decodeURIComponent(sent.replace(/#.*/, '')).includes('v1.'))).toEqual([])

  await dialog.getByRole('button', { name: 'Revoke all links' }).press('Enter')
  await dialog.getByRole('button', { name: 'Really revoke all links' }).press('Enter')
  await expect(dialog.getByText('were taken back')).toBeVisible()
  await expect(friend.getByRole('heading', { name: 'This link does not work' })).toBeVisible({ timeout: 5_000 })
  await expect(friend.getByText('A shared job')).toHaveCount(0)
  await friend.reload()
  await expect(friend.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await expectNoViolations(friend, 'the page of a link that has ended')

  // The owner goes on as before.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Share A shared job' })).toBeFocused()
  await context.close()
})

test('by a link to download the result comes with its files, and the browser fetches them', async ({
  page,
  request,
  browser,
}) => {
  const input = { images: [{ sample: 'hills.png' }] }
  const id = await submit(request, 'image-set', input)
  await page.goto(jobPage(id))
  await page.getByRole('button', { name: /^Share/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this job' })
  await dialog.getByRole('radio', { name: /^Watch and download/ }).check()
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  const url = await dialog.getByLabel('Link', { exact: true }).inputValue()

  const context = await browser.newContext()
  const friend = await context.newPage()
  await friend.goto(url)
  await expect(friend.getByRole('heading', { name: 'Result' })).toBeVisible({ timeout: 30_000 })
  const button = friend.getByRole('list', { name: 'Files' }).getByRole('button').first()
  const [download] = await Promise.all([friend.waitForEvent('download'), button.click()])
  expect((await readFile(await download.path())).length).toBeGreaterThan(0)
  expect(new URL(download.url()).search).toBe('')
  const passOf = async (path: string) =>
    (await context.cookies(new URL(path, url).href)).find(({ name }) => name.includes('link'))
  for (const path of ['/', `/api${jobPage(id)}`, '/api/jobs']) expect(await passOf(path)).toBeUndefined()
  const pass = await passOf(download.url())
  expect(pass).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: `/api${jobPage(id)}/files/` })
  await context.close()
})

test('the answer to a submit has a link, which works from a shell and is taken back with the others', async ({
  request,
  playwright,
  site,
}) => {
  const answer = await (await request.post('/api/jobs', { data: { type: 'rehearsal', input: script } })).json()
  expect(answer.shareUrl).toBe(`${site.url}/shared#${answer.token}`)
  const program = await playwright.request.newContext({ baseURL: site.url })
  const get = async (path: string) => {
    const sent = await program.get(`${answer.statusUrl}${path}`, {
      headers: { Authorization: `Bearer ${answer.token}` },
    })
    return [sent.status(), await sent.json()]
  }
  const [status, job] = await get('')
  expect([status, job.label, job.link.scope, job.worker]).toEqual([200, script.title, 'view', undefined])
  expect((await get('/result'))[1].code).toBe('forbidden')
  const gone = await program.delete(`${answer.statusUrl}/share`, { headers: credentials })
  expect(gone.status()).toBe(204)
  expect((await get(''))[1].code).toBe('link_not_valid')
  await program.dispose()
})
