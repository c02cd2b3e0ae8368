import { mkdir } from 'node:fs/promises'
import {
  type APIRequestContext,
  type BrowserContextOptions,
  chromium,
  expect,
  type Page,
  request,
} from '@playwright/test'
import { signIn } from './sign-in.ts'
import { cardOf, jobPage, submit } from './waybill-test.ts'

/** Takes the pictures of README and docs, of real jobs on the Waybill whose address and admin's token are the arguments. */
const [url = '', token = ''] = process.argv.slice(2)
if (!url || !token) throw new Error('Give the address of a running Waybill and its token: npm run screenshots does.')
const folder = 'docs/images'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { Authorization: `Bearer ${token}` } })
try {
  await mkdir(folder, { recursive: true })
  const jobs = await prepare(api)
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage({ colorScheme, viewport: { width: 1280, height: 720 } })
    await shootBoard(page, colorScheme === 'light' ? jobs.running : undefined, `board-${colorScheme}`)
    await shootJob(page, jobs.report, `job-${colorScheme}`)
    await page.context().close()
    const phone = await openPage({ colorScheme, viewport: { width: 390, height: 844 } })
    await shootBoard(phone, undefined, `board-phone-${colorScheme}`)
    await phone.context().close()
  }
  const page = await openPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`/api/jobs/${encodeURIComponent(jobs.report)}/files/report.html?view=1`)
  await page.screenshot({ path: `${folder}/report.png` })
} finally {
  await api.dispose()
  await browser.close()
}

async function openPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ...options })
  await signIn(context, url, token)
  return context.newPage()
}

/** A board as an ordinary day makes it: some done, one failed, one waiting for its next attempt, some on their way. */
async function prepare(api: APIRequestContext) {
  const report = await submit(api, 'csv-report', { file: { sample: 'seattle-weather.csv' } })
  await ended(api, report)
  await ended(api, await submit(api, 'csv-report', { file: { sample: 'flights-airport.csv' } }))
  const failed = await submit(api, 'rehearsal', {
    title: 'Nightly import, warehouse 7',
    steps: 8,
    stepMs: 50,
    failAtStep: 6,
    retryable: false,
  })
  await ended(api, failed)
  const running = await submit(api, 'rehearsal', { title: 'Customer export, 2026', steps: 120, stepMs: 250 })
  await submit(api, 'rehearsal', {
    title: 'Search index, all languages',
    steps: 900,
    stepMs: 250,
    unknownProgress: true,
  })
  await submit(api, 'rehearsal', { title: 'Invoices for November', steps: 5, stepMs: 100 }, { delayMs: 30 * 60_000 })
  return { report, failed, running }
}

async function ended(api: APIRequestContext, id: string): Promise<void> {
  const state = async () => (await (await api.get(`/api/jobs/${encodeURIComponent(id)}`)).json()).state
  await expect.poll(state, { timeout: 30_000 }).toMatch(/success|failure/)
}

async function shootBoard(page: Page, running: string | undefined, name: string): Promise<void> {
  await page.goto('/')
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  if (running) {
    // A bar that has only begun says little; the picture waits for the second stage.
    await expect(cardOf(page, running).getByText('Working')).toBeVisible({ timeout: 30_000 })
    await expect(cardOf(page, running).getByText(/^4[0-9] %$/)).toBeVisible({ timeout: 30_000 })
  }
  await page.screenshot({ path: `${folder}/${name}.png` })
}

async function shootJob(page: Page, id: string, name: string): Promise<void> {
  await page.goto(jobPage(id))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('status').getByText('Live')).toBeVisible()
  await page.screenshot({ path: `${folder}/${name}.png` })
}
