import type { SeriesProfile } from './csv-profile.ts'
import { formatShare } from './format-value.ts'
import { type Html, html } from './html.ts'

const width = 480
const barsHeight = 96
const boxTop = barsHeight + 10
const height = boxTop + 12

/** Bars for the counts; below them a box from the 25th to the 75th percentile on a line from the 5th to the 95th. */
export function renderHistogram(name: string, series: SeriesProfile, format: (value: number) => string): Html {
  const { edges, counts } = series.histogram
  const { p5, p25, p50, p75, p95 } = series.quantiles
  const start = edges[0] ?? 0
  const end = edges.at(-1) ?? start
  const x = (value: number) => round(end > start ? ((value - start) / (end - start)) * width : width / 2)
  const w = (from: number, to: number) => Math.max(2, round(x(to) - x(from)))
  return html`<figure class="histogram">
<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${inWords(name, series, format)}">
${renderBars(counts, width, barsHeight)}
<line class="whisker" x1="${x(p5)}" x2="${x(p95)}" y1="${boxTop + 6}" y2="${boxTop + 6}"/>
<rect class="box" x="${x(p25)}" width="${w(p25, p75)}" y="${boxTop + 1}" height="10"/>
<line class="median" x1="${x(p50)}" x2="${x(p50)}" y1="${boxTop - 2}" y2="${height}"/>
</svg>
<figcaption><span>${format(series.min)}</span><span>median ${format(p50)}</span><span>${format(series.max)}</span></figcaption>
</figure>`
}

/** The bars alone, small enough for a line of a table. The numbers beside it say the same, so it is hidden from readers. */
export function renderSparkline({ histogram }: SeriesProfile): Html {
  return html`<svg class="sparkline" viewBox="0 0 96 20" preserveAspectRatio="none" aria-hidden="true">${renderBars(histogram.counts, 96, 20)}</svg>`
}

function renderBars(counts: readonly number[], areaWidth: number, areaHeight: number): Html {
  const highest = Math.max(...counts, 1)
  const step = areaWidth / counts.length
  const gap = counts.length > 1 ? Math.min(2, step / 6) : 0
  const bars = counts.map((count, i) => {
    // What is there is seen: a bar of one value among a million still has a pixel.
    const barHeight = count === 0 ? 0 : Math.max(1, round((count / highest) * areaHeight))
    return `M${round(i * step + gap / 2)} ${areaHeight}v${-barHeight}h${round(step - gap)}v${barHeight}z`
  })
  return html`<path class="bars" d="${bars.join('')}"/>`
}

function inWords(
  name: string,
  { histogram, count, quantiles }: SeriesProfile,
  format: (value: number) => string,
): string {
  const highest = histogram.counts.indexOf(Math.max(...histogram.counts))
  const share = formatShare((histogram.counts[highest] ?? 0) / count)
  const range = [histogram.edges[highest], histogram.edges[highest + 1]].map((edge) => format(edge ?? 0)).join(' and ')
  const half = `half of all values lie between ${format(quantiles.p25)} and ${format(quantiles.p75)}`
  return `Histogram of ${name}. The highest of ${histogram.counts.length} bars, ${share}, is between ${range}; ${half}.`
}

const round = (value: number): number => Math.round(value * 100) / 100
