import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { credentials } from '../e2e/credentials.ts'
import { signIn } from '../e2e/sign-in.ts'
import { startWaybill } from '../e2e/start-waybill.ts'
import { findChromium } from '../scripts/launcher/find-chromium.mjs'
import { benchSettings } from './measure/bench-settings.ts'
import { LatencyHistogram } from './measure/latency-histogram.ts'
import { writeResult } from './measure/write-result.ts'
import { eventKey, readWrittenEvents } from './painted/written-events.ts'

/** How long it takes from an event to the frame that shows it: the whole product, and a real browser. */
const { redisUrl, seconds } = benchSettings({ seconds: 30, repeats: 1 })
const [jobs, stepMs] = [4, 200]
const rate = (jobs * 1_000) / stepMs
const executablePath = await findChromium({ say: console.log, signal: new AbortController().signal })
// It may have to be built first.
const waybill = await startWaybill({ env: { REDIS_URL: redisUrl }, readyWithinMs: 300_000 })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
try {
  const context = await browser.newContext({ baseURL: waybill.url, viewport: { width: 1280, height: 800 } })
  await signIn(context, waybill.url)
  const page = await context.newPage()
  await page.addInitScript(await readFile(join(import.meta.dirname, 'painted', 'observe-cards.js'), 'utf8'))
  await page.goto('/')
  for (let job = 0; job < jobs; job += 1) {
    await submit(page, job)
    // Not all at the same moment, as people do.
    await wait(stepMs / jobs)
  }
  // The page is drawn for the first time, and its code has not run hot yet.
  await wait(3_000)
  await takePainted(page)
  const from = Date.now()
  await wait(seconds * 1_000)
  const to = Date.now()
  // What was written last is still on its way.
  await wait(1_000)
  const painted = await takePainted(page)
  const written = await readWrittenEvents(redisUrl, 'rehearsal', from, to)
  const latencies = new LatencyHistogram()
  for (const { id, current, at } of painted) {
    const writtenAt = written.get(eventKey(id, current))
    if (writtenAt !== undefined) latencies.add(at - writtenAt)
  }
  const read = latencies.read()
  if (!read) throw new Error(`Nothing was painted:\n${waybill.logs()}`)
  const pageSays = (await page.getByRole('button', { name: /from event to screen/ }).getAttribute('title')) ?? ''
  console.log(`${written.size} events, ${read.count} painted   p50 ${read.p50} ms  p95 ${read.p95}  p99 ${read.p99}`)
  console.log(`The page says: ${pageSays}`)
  await writeResult('painted', { rate, events: written.size, painted: read, pageSays, browser: browser.version() })
} finally {
  await browser.close()
  await waybill.stop()
}

async function submit(page: Page, job: number): Promise<void> {
  const input = { title: `Measured ${job}`, steps: 10_000, stepMs, stages: 1 }
  const response = await page.request.post('/api/jobs', {
    data: { type: 'rehearsal', input },
    headers: credentials,
  })
  if (response.status() !== 202) throw new Error(`A job was not taken: ${await response.text()}`)
}

function takePainted(page: Page): Promise<{ id: string; current: number; at: number }[]> {
  return page.evaluate('takePainted()')
}
