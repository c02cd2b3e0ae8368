import type { Page } from '@playwright/test'
import { credentials } from './credentials.ts'
import { signIn } from './sign-in.ts'
import { expect, jobPage, test } from './waybill-test.ts'
import { hostileTexts } from './xss/hostile-texts.ts'
import { type Planted, plant } from './xss/plant.ts'

// What does not exist is looked at too.
test.use({ allowedErrors: [/status of 40[04]/], apart: 'with hostile text in it' })

let planted: Planted

test.beforeAll(async ({ waybill, playwright }) => {
  test.setTimeout(120_000)
  const request = await playwright.request.newContext({ baseURL: waybill.url, extraHTTPHeaders: credentials })
  planted = await plant(waybill, request)
  await request.dispose()
})

/** Watches a page for everything a script that should not run might do, and for what the policy had to stop. */
async function guard(page: Page, site: string) {
  const alarms: string[] = []
  page.on('dialog', (dialog) => {
    alarms.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.context().on('request', (request) => {
    const url = request.url()
    const isOurs = url.startsWith(`${site}/`) || url.startsWith('data:') || url.startsWith('blob:')
    if (!isOurs || new URL(url).pathname === '/a-script-ran') alarms.push(`a request to ${url}`)
  })
  await page.exposeFunction('__violated', (what: string) => void alarms.push(`the policy stopped ${what}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const { __violated } = window as unknown as { __violated(what: string): void }
      __violated(`${violatedDirective} ${blockedURI} ${sample} on ${location.pathname}`)
    })
  })
  return alarms
}

/** Nothing hostile has become a part of the page, and every link leads to where links may lead. */
async function expectOnlyText(page: Page) {
  const found = await page.evaluate(() => {
    // React gives forms that it handles itself an action that does nothing.
    const links = [...document.querySelectorAll('a[href]')].map(
      (each) => new URL(each.getAttribute('href') ?? '', document.baseURI),
    )
    const attributes = [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes])
    return {
      ran: '__ran' in window,
      strangers: document.querySelectorAll(
        'iframe:not([sandbox=""]), base, object, embed, meta[http-equiv], img[src="x"]',
      ).length,
      handlers: attributes.filter(({ name }) => /^on/.test(name)).map(({ name }) => name),
      elsewhere: links.filter(({ origin }) => origin !== location.origin).map(String),
    }
  })
  expect(found, page.url()).toEqual({ ran: false, strangers: 0, handlers: [], elsewhere: [] })
}

test('[I10] hostile text is text on every page: no script runs, nothing is asked for elsewhere, the policy is never needed', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000)
  const alarms = await guard(page, site.url)
  const seen: string[] = []
  const unknown = encodeURIComponent(`rehearsal:${hostileTexts[3]}`)
  const pages = [
    '/',
    ...planted.jobs.map(jobPage),
    jobPage(planted.expired),
    '/workers',
    '/schedules',
    '/audit',
    `/jobs/${unknown}`,
    `/nothing/${encodeURIComponent(hostileTexts[1] ?? '')}`,
    `/sign-in?then=${encodeURIComponent(`javascript:${hostileTexts[3]}`)}`,
    `/audit?action=${encodeURIComponent(hostileTexts[0] ?? '')}`,
  ]
  for (const path of pages) {
    await page.goto(path, { waitUntil: 'networkidle' })
    await expectOnlyText(page)
    const texts = [(await page.locator('body').textContent()) ?? '']
    // What nobody looks at otherwise: input, result, logs, and stacks.
    for (const tab of await page.locator('main').getByRole('tab').all()) {
      await tab.click()
      await page.waitForLoadState('networkidle')
      for (const fold of await page.locator('main details:visible > summary').all()) await fold.click()
      await expectOnlyText(page)
      texts.push((await page.locator('body').textContent()) ?? '')
    }
    const doneFile = '"><img src=x onerror=alert(1)>.html'
    const text = texts.join(' ')
    if (path === jobPage(planted.jobs[2] ?? '')) expect(text).toContain(doneFile)
    seen.push(text)
  }
  expect(alarms).toEqual([])
  // It was there to be seen, as what it is.
  const [board = '', running = '', failed = '', done = '', waiting = '', , , , expired = '', workers = ''] = seen
  const [script = '', , , image = ''] = hostileTexts
  for (const text of [board, running, failed, done, waiting]) expect(text).toContain(script)
  expect(failed).toContain(image)
  for (const text of [expired, workers]) expect(text).toContain(script.slice(0, 20))
  expect(seen[10]).toContain(image.slice(0, 40))
  expect(seen[11]).toContain('<script>')
})

test('[I10] a hostile file that is looked at is shut in: it runs nothing and reaches nothing', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ baseURL: site.url })
  await signIn(context, site.url)
  const page = await context.newPage()
  const alarms: string[] = []
  page.on('dialog', (dialog) => void alarms.push(`a dialog: ${dialog.message()}`))
  page.on('console', (message) => {
    if (/ran/.test(message.text()) && !/Blocked script/.test(message.text())) alarms.push(message.text())
  })
  const asked: string[] = []
  context.on('response', (response) => void asked.push(response.url()))
  for (const file of planted.files) {
    const answer = await page.goto(`${file}?view=1`)
    expect(answer?.status(), file).toBe(200)
    expect(answer?.headers()).toMatchObject({
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      'x-content-type-options': 'nosniff',
    })
    expect(await page.evaluate(() => ['__ran' in window, window.origin]), file).toEqual([false, 'null'])
    expect((await context.request.get(file)).headers()['content-disposition'], file).toMatch(/^attachment/)
  }
  expect(alarms).toEqual([])
  expect(asked.filter((url) => url.includes('a-script-ran') || !url.startsWith(`${site.url}/`))).toEqual([])
  await context.close()
})

test.describe('on the page of its job', () => {
  // What the browser says when it keeps such a file from what it tries.
  const stopped = /Blocked script execution in|^Refused to execute the redirect|^Loading the .*\/files\/.* violates/
  test.use({ allowedErrors: [stopped] })

  test('[I10] a hostile file is shown without any power: it runs nothing, asks for nothing, and is not a part of the page', async ({
    page,
    site,
  }) => {
    const alarms = await guard(page, site.url)
    await page.goto(`${jobPage(planted.jobs[2] ?? '')}?tab=result`)
    const previews = page.getByRole('button', { name: /^Preview / })
    await expect(previews.first()).toBeVisible()
    while (await previews.count()) await previews.first().click()
    await page.waitForLoadState('networkidle')
    await expectOnlyText(page)
    await expect(page.getByRole('region', { name: 'Preview of text.txt' })).toContainText(hostileTexts[0] ?? '')
    const frames = page.frames().filter((frame) => frame !== page.mainFrame())
    expect(frames).toHaveLength(2)
    for (const frame of frames) {
      expect(new URL(frame.url()).search).toBe('?view=1')
      expect(await frame.evaluate(() => ['__ran' in window, window.origin])).toEqual([false, 'null'])
      // It was there to be seen.
      expect(await frame.content()).toContain('<script>')
    }
    expect(alarms).toEqual([])
  })
})
