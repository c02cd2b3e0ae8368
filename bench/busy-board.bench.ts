import { setTimeout as wait } from 'node:timers/promises'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { signIn } from '../e2e/sign-in.ts'
import { startWaybill } from '../e2e/start-waybill.ts'
import { findChromium } from '../scripts/launcher/find-chromium.mjs'
import { BenchProcess } from './measure/bench-process.ts'
import { benchSettings } from './measure/bench-settings.ts'
import { writeResult } from './measure/write-result.ts'

/** What a full board costs the browser while much happens: the whole product, and a real browser that draws. */
const { redisUrl, seconds } = benchSettings({ seconds: 30, repeats: 1 })
const [each, rate] = [500, 200]
/** Pixels of a column with all its cards. */
const fullHeight = 15_000
// Without a mail server our own worker takes nothing of this queue.
const queue = 'mail-batch'
const executablePath = await findChromium({ say: console.log, signal: new AbortController().signal })
const waybill = await startWaybill({ env: { REDIS_URL: redisUrl }, readyWithinMs: 300_000 })
const load = await BenchProcess.start('busy-board/load.ts', [queue, each, rate])
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
try {
  const context = await browser.newContext({ baseURL: waybill.url, viewport: { width: 1280, height: 800 } })
  await signIn(context, waybill.url)
  const page = await context.newPage()
  await page.addInitScript(observe)
  await page.goto('/')
  const columns = page.getByRole('feed')
  await columns.nth(3).waitFor()
  // Whoever reads on to the end of a column is given all that a column can hold.
  await page.mouse.move(1_000, 500)
  let height = 0
  for (const until = Date.now() + 20_000; height < fullHeight && Date.now() < until; await wait(200)) {
    await page.mouse.wheel(0, 1_000_000)
    height = await page.evaluate('document.querySelectorAll("[role=feed]")[3].scrollHeight')
  }
  if (height < fullHeight)
    throw new Error(`The column is only ${height} pixels high, so it does not hold all its cards.`)
  await page.mouse.wheel(0, -1_000_000)
  await wait(3_000)
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable')
  const from = await meter(page, client)
  await wait(seconds * 1_000)
  const to = await meter(page, client)
  const share = (key: 'long' | 'busy') => (100 * (to[key] - from[key])) / (to.at - from.at)
  const drawn = await page.getByRole('article').count()
  const [longTasks, busy, shift] = [share('long'), share('busy'), to.shift]
  console.log(`${drawn} cards drawn   long tasks ${longTasks.toFixed(2)} %  busy ${busy.toFixed(1)} %  shift ${shift}`)
  const held = 4 * 200
  const result = { jobs: 4 * each, rate, held, drawn, seconds, longTasks, busy, shift, browser: browser.version() }
  await writeResult('busy-board', result)
} finally {
  await browser.close()
  await load.stop()
  await waybill.stop()
}

/** Runs in the page before its own scripts. */
function observe(): void {
  const seen = { long: 0, shift: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.long += duration
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) seen.shift += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Milliseconds so far: of the page's life, of its long tasks, of all its tasks. */
async function meter(
  page: Page,
  client: CDPSession,
): Promise<{ at: number; long: number; busy: number; shift: number }> {
  const { metrics } = await client.send('Performance.getMetrics')
  const busy = 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  return {
    busy,
    ...(await page.evaluate<{ at: number; long: number; shift: number }>('({ at: performance.now(), ...seen })')),
  }
}
