import type { ColumnProfile, CsvProfile } from './csv-profile.ts'
import { formatBytes, formatNumber, formatShare } from './format-value.ts'
import { type Html, html } from './html.ts'
import { formatDistinct, formatOf } from './render-column.ts'
import { renderSparkline } from './render-histogram.ts'

/** What the file is, and what to know before trusting the numbers. */
export function renderFile(profile: CsvProfile): Html {
  const { rows, columns, bytes, ragged } = profile
  const cells = rows * columns.length
  const empty = columns.reduce((sum, column) => sum + column.empty, 0)
  const facts: [string, string][] = [
    ['Rows', formatNumber(rows)],
    ['Columns', formatNumber(columns.length)],
    ['Empty cells', formatShare(cells === 0 ? 0 : empty / cells)],
    ['Size', formatBytes(bytes)],
    ['Encoding', profile.encoding],
    ['Delimiter', profile.delimiter],
  ]
  return html`<header class="file"><p class="kind">CSV report</p><h1><bdi>${profile.file}</bdi></h1>
<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
${
  profile.notes.length > 0 &&
  html`<section class="notes" aria-labelledby="notes"><h2 id="notes">Notes</h2><ul>${profile.notes.map((note) => html`<li>${note}</li>`)}</ul>
${ragged.first.length > 0 && html`<p>Uneven rows: ${ragged.first.map(({ line, fields }) => `line ${line} (${fields})`).join(', ')}${ragged.short + ragged.long > ragged.first.length && ' …'}</p>`}</section>`
}
</header>
`
}

export const overviewStart = html`<section aria-labelledby="overview"><h2 id="overview">Columns</h2>
<div class="scroll" role="region" aria-labelledby="overview" tabindex="0"><table class="overview">
<thead><tr><th scope="col">#</th><th scope="col">Name</th><th scope="col">Type</th><th scope="col" class="right">Filled</th>
<th scope="col" class="right">Distinct</th><th scope="col" class="right">Minimum</th><th scope="col" class="right">Median</th>
<th scope="col" class="right">Maximum</th><th scope="col">Shape</th></tr></thead><tbody>
`
export const overviewEnd = html`</tbody></table></div></section>
`

/** One line of the overview; for text the most frequent value takes the place of the range. */
export function renderOverviewRow(column: ColumnProfile, index: number, { rows }: CsvProfile): Html {
  const format = formatOf(column)
  const series = column.numbers ?? column.times
  const top = column.top.values[0]
  const range = series
    ? html`<td class="right">${format(series.min)}</td><td class="right">${format(series.quantiles.p50)}</td><td class="right">${format(series.max)}</td><td>${renderSparkline(series)}</td>`
    : html`<td colspan="4" class="quiet most">${top && top.count > 1 && html`most often <bdi>${top.text}</bdi>, ${formatShare(top.count / column.filled)}`}</td>`
  return html`<tr><td class="quiet">${index + 1}</td><th scope="row"><a href="#c${index}"><bdi>${column.name}</bdi></a></th><td>${column.type}</td>
<td class="right">${formatShare(rows === 0 ? 0 : column.filled / rows)}</td><td class="right">${formatDistinct(column)}</td>${range}</tr>
`
}
