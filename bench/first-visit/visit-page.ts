import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext } from '@playwright/test'
import type { Visit } from './first-visit-result.ts'

interface VisitOptions {
  url: string
  /** What of the page only comes with jobs. */
  jobs: string
  idleSeconds: number
}

/** Visits a page as somebody who was never there, and watches it for a while. */
export async function visitPage(context: BrowserContext, { url, jobs, idleSeconds }: VisitOptions): Promise<Visit> {
  const page = await context.newPage()
  await page.addInitScript(observe)
  await page.goto(url)
  await page.locator(jobs).first().waitFor({ timeout: 60_000 })
  const jobsShown = await page.evaluate<number>('performance.now()')
  // Whatever else comes in, such as what is fetched once the page is there.
  await page.waitForLoadState('networkidle')
  await wait(1_000)
  let idleRequests = 0
  page.on('request', () => {
    idleRequests += 1
  })
  await wait(idleSeconds * 1_000)
  const seen = await page.evaluate<Omit<Visit, 'jobsShown' | 'idleRequests'>>('seen')
  return { ...seen, jobsShown, idleRequests }
}

/** Runs in the page before its own scripts. */
function observe(): void {
  const seen = { largestPaint: 0, shift: 0, scriptBytes: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.largestPaint = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) seen.shift += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { name, encodedBodySize } of list.getEntries() as PerformanceResourceTiming[]) {
      if (/\.js($|\?)/.test(name)) seen.scriptBytes += encodedBodySize
    }
  }).observe({ type: 'resource', buffered: true })
}
