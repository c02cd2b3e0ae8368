import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CsvProfile } from './csv-profile.ts'
import { Html, html } from './html.ts'
import { renderColumn } from './render-column.ts'
import { overviewEnd, overviewStart, renderFile, renderOverviewRow } from './render-overview.ts'
import { reportStyle } from './report-style.ts'

/** After this many columns others get a turn. */
const columnsAtATime = 50

/** The report as one page that needs nothing else: no scripts, no requests, light and dark, wide and narrow. */
export async function* renderReport(profile: CsvProfile): AsyncGenerator<Buffer> {
  yield bytes(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><title>${profile.file} – CSV report</title><style>${new Html(reportStyle)}</style></head>
<body><main>
${renderFile(profile)}${overviewStart}`)
  yield* inBatches(profile, renderOverviewRow)
  yield bytes(overviewEnd)
  yield* inBatches(profile, renderColumn)
  yield bytes(html`<footer class="quiet"><p>A “~” marks an estimate. Quantiles and histograms are estimated from a t-digest, distinct values with HyperLogLog
once a column has too many different values to count them all; everything else is exact. Times without a zone count as UTC.</p></footer>
</main></body></html>
`)
}

async function* inBatches(profile: CsvProfile, render: typeof renderColumn): AsyncGenerator<Buffer> {
  for (let from = 0; from < profile.columns.length; from += columnsAtATime) {
    const batch = profile.columns.slice(from, from + columnsAtATime)
    yield bytes(html`${batch.map((column, i) => render(column, from + i, profile))}`)
    await nextTurn()
  }
}

const bytes = ({ markup }: Html): Buffer => Buffer.from(markup)
