import { type APIRequestContext, test as base, type ConsoleMessage, expect, type Page } from '@playwright/test'
import { credentials } from './credentials.ts'
import { signIn } from './sign-in.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'

interface Fixtures {
  /** The Waybill of this story. */
  site: StartedWaybill
  /** Whether the browsers of this story are signed in as an admin from the start. */
  isSignedIn: boolean
  /** Texts of console errors the story brings about itself; every other one fails the test. */
  allowedErrors: RegExp[]
  /** Opens another browser on the same Waybill, watched for console errors as well. */
  openBrowser(): Promise<Page>
}

interface WorkerFixtures {
  /** Set by a file whose stories leave something behind that would disturb those of others: it gets a Waybill of its own. */
  apart: string
  /** One Waybill for all stories that do not break it. */
  waybill: StartedWaybill
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  apart: ['', { option: true, scope: 'worker' }],
  waybill: [
    async ({ apart: _another }, use) => {
      const waybill = await startWaybill()
      await use(waybill)
      await waybill.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  site: async ({ waybill }, use) => use(waybill),
  isSignedIn: [true, { option: true }],
  baseURL: async ({ site }, use) => use(site.url),
  context: async ({ context, site, isSignedIn }, use) => {
    if (isSignedIn) await signIn(context, site.url)
    await use(context)
  },
  // Programs show a token.
  request: async ({ playwright, site }, use) => {
    const request = await playwright.request.newContext({ baseURL: site.url, extraHTTPHeaders: credentials })
    await use(request)
    // What went on would take room and time from the stories after this one. A story may have ended its server as well.
    const left = submitted.get(request) ?? []
    await Promise.all(left.map((id) => request.post(`/api/jobs/${encodeURIComponent(id)}/cancel`).catch(() => {})))
    await request.dispose()
  },
  allowedErrors: [[], { option: true }],
  page: async ({ page, allowedErrors }, use) => {
    const errors = watchConsole(page, allowedErrors)
    await use(page)
    expect(errors, 'nothing unexpected was written to the console').toEqual([])
  },
  openBrowser: async ({ browser, site, isSignedIn, allowedErrors }, use) => {
    const opened: { page: Page; errors: string[] }[] = []
    await use(async () => {
      const context = await browser.newContext({ baseURL: site.url })
      if (isSignedIn) await signIn(context, site.url)
      const page = await context.newPage()
      opened.push({ page, errors: watchConsole(page, allowedErrors) })
      return page
    })
    for (const { page, errors } of opened) {
      await page.context().close()
      expect(errors, 'nothing unexpected was written to the console').toEqual([])
    }
  },
})

function watchConsole(page: Page, allowed: readonly RegExp[]): string[] {
  const errors: string[] = []
  const note = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) errors.push(text)
  }
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') note(message.text())
  })
  page.on('pageerror', (error) => note(error.message))
  return errors
}

/** The jobs of each story, by who submitted them for it. */
const submitted = new WeakMap<APIRequestContext, string[]>()

/** Submits a job as a program would, and returns its id. What has not ended with the story is cancelled then. */
export async function submit(
  request: APIRequestContext,
  type: string,
  input: unknown,
  options: { delayMs?: number } = {},
): Promise<string> {
  const response = await request.post('/api/jobs', { data: { type, input, ...options } })
  expect(response.status(), await response.text()).toBe(202)
  const { id } = await response.json()
  submitted.set(request, [...(submitted.get(request) ?? []), id])
  return id
}

/** The card of a job on the board, in whatever column it is. */
export const cardOf = (page: Page, id: string) => page.locator(`article[data-job="${id}"]`)

export const jobPage = (id: string) => `/jobs/${encodeURIComponent(id)}`

export { expect }
