import { type BrowserContext, chromium } from '@playwright/test'
import { signIn } from '../e2e/sign-in.ts'
import { startWaybill } from '../e2e/start-waybill.ts'
import { findChromium } from '../scripts/launcher/find-chromium.mjs'
import { type FirstVisitResult, type Visit, visitedPages } from './first-visit/first-visit-result.ts'
import { visitPage } from './first-visit/visit-page.ts'
import { BenchProcess } from './measure/bench-process.ts'
import { benchSettings } from './measure/bench-settings.ts'
import { spreadOf } from './measure/spread.ts'
import { writeResult } from './measure/write-result.ts'

/** How soon somebody sees something who was never there, while 100,000 jobs are kept: Waybill and Bull Board, in a real browser. */
const { redisUrl, seconds: idleSeconds, repeats } = benchSettings({ seconds: 10, repeats: 5 })
const jobs = 100_000
// Without a mail server our own worker takes nothing of this queue.
const queue = 'mail-batch'
const executablePath = await findChromium({ say: console.log, signal: new AbortController().signal })
const retained = await BenchProcess.start('first-visit/retained-jobs.ts', [queue, jobs])
const failed = await retained.ask<string>('failed')
await retained.stop()
const waybill = await startWaybill({ env: { REDIS_URL: redisUrl }, readyWithinMs: 300_000 })
const bullBoard = await BenchProcess.start('boards/bull-board-server.ts', ['bull', queue])
const bullBoardUrl = `http://127.0.0.1:${await bullBoard.ask<number>('port')}`
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })

const card = 'article[data-job]'
const ways: Record<(typeof visitedPages)[number], { url: string; jobs: string }> = {
  'Waybill, board': { url: `${waybill.url}/`, jobs: card },
  'Waybill, a job': { url: `${waybill.url}/jobs/${encodeURIComponent(`${queue}:${failed}`)}`, jobs: 'h1' },
  'Bull Board, overview': { url: `${bullBoardUrl}/`, jobs: `a[href*="queue/${queue}"]` },
  'Bull Board, a queue': { url: `${bullBoardUrl}/queue/${queue}?status=failed`, jobs: `a[href*="queue/${queue}/"]` },
}

try {
  const pages: FirstVisitResult['pages'] = []
  for (const page of visitedPages) {
    const visits: Visit[] = []
    for (let visit = 0; visit < repeats; visit += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
      if (page.startsWith('Waybill')) await signIn(context, waybill.url)
      visits.push(await visitAndClose(context, page))
    }
    pages.push({ page, visits })
    const median = (key: keyof Visit) => spreadOf(visits.map((visit) => visit[key])).median
    console.log(
      `${page.padEnd(22)} largest paint ${median('largestPaint').toFixed(0)} ms  jobs shown ${median('jobsShown').toFixed(0)} ms  ` +
        `shift ${median('shift').toFixed(4)}  scripts ${(median('scriptBytes') / 1_000).toFixed(1)} KB  idle requests ${median('idleRequests')}`,
    )
  }
  await writeResult('first-visit', { jobs, idleSeconds, browser: browser.version(), pages })
} finally {
  await browser.close()
  await bullBoard.stop()
  await waybill.stop()
}

async function visitAndClose(context: BrowserContext, page: (typeof visitedPages)[number]): Promise<Visit> {
  try {
    return await visitPage(context, { ...ways[page], idleSeconds })
  } finally {
    await context.close()
  }
}
