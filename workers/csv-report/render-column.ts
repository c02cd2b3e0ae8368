import type { ColumnProfile, CsvProfile, SeriesProfile } from './csv-profile.ts'
import { formatNumber, formatShare, formatTime } from './format-value.ts'
import { type Html, html } from './html.ts'
import { renderHistogram } from './render-histogram.ts'

/** One column of the file: what it holds, how it is distributed, what is frequent. */
export function renderColumn(column: ColumnProfile, index: number, { rows }: CsvProfile): Html {
  const format = formatOf(column)
  const series = column.numbers ?? column.times
  return html`<section class="column" id="c${index}" aria-labelledby="h${index}">
<header><h3 id="h${index}">${column.name}</h3><span class="type">${column.type}</span>${typeNote(column)}</header>
<div class="facets">
<dl>${countFacts(column, rows)}${column.numbers && numberFacts(column.numbers)}${column.times && timeFacts(column.times, format)}${!series && lengthFacts(column)}</dl>
${series && series.min < series.max && renderHistogram(column.name, series, format)}
${column.filled > 0 && renderTop(column)}
</div>
</section>
`
}

export const formatOf =
  ({ type }: ColumnProfile) =>
  (value: number): string =>
    type === 'date' || type === 'datetime' ? formatTime(value, type) : formatNumber(value)

/** `~` marks an estimate. */
export const formatDistinct = ({ distinct }: ColumnProfile): string =>
  `${distinct.exact ? '' : '~'}${formatNumber(distinct.count)}`

function typeNote({ typeShare, placeholders, type }: ColumnProfile): Html | false {
  const notes = [
    typeShare < 1 && `${formatShare(typeShare)} of the values`,
    placeholders > 0 && type !== 'text' && `${formatNumber(placeholders)} × NULL, N/A or the like`,
  ].filter((note) => note !== false)
  return notes.length > 0 && html`<span class="quiet">${notes.join(' · ')}</span>`
}

function countFacts(column: ColumnProfile, rows: number): Html {
  const { distinct, empty, filled } = column
  const unique = distinct.exact && distinct.count === filled && filled > 1
  return html`${fact('Filled', formatNumber(filled), formatShare(rows ? filled / rows : 0))}
${fact('Empty', formatNumber(empty), empty > 0 ? formatShare(empty / rows) : '')}
${fact('Distinct', formatDistinct(column), distinct.exact ? (unique ? 'all different' : '') : `± ${formatShare(distinct.standardError)}`)}`
}

function numberFacts({ min, max, mean, standardDeviation, quantiles, exact }: SeriesProfile): Html {
  const about = exact ? '' : '~'
  const quantile = (value: number) => about + formatNumber(value)
  return html`${fact('Minimum', formatNumber(min))}${fact('Maximum', formatNumber(max))}${fact('Mean', formatNumber(mean))}
${fact('Std. deviation', formatNumber(standardDeviation))}
${fact('5 % – 95 %', `${quantile(quantiles.p5)} – ${quantile(quantiles.p95)}`)}
${fact('25 % – 75 %', `${quantile(quantiles.p25)} – ${quantile(quantiles.p75)}`)}`
}

const timeFacts = ({ min, max, quantiles, exact }: SeriesProfile, format: (value: number) => string): Html =>
  html`${fact('First', format(min))}${fact('Last', format(max))}${fact('Median', (exact ? '' : '~') + format(quantiles.p50))}`

function lengthFacts({ length }: ColumnProfile): Html | false {
  if (!length) return false
  const { min, max, mean } = length
  return fact(
    'Length',
    min === max ? formatNumber(min) : `${formatNumber(min)} – ${formatNumber(max)}`,
    `mean ${formatNumber(mean)}`,
  )
}

const fact = (term: string, value: string, more = ''): Html =>
  html`<div><dt>${term}</dt><dd>${value}${more !== '' && html` <span class="quiet">${more}</span>`}</dd></div>`

function renderTop({ name, top, filled, distinct }: ColumnProfile): Html {
  if (top.values.length === 0)
    return html`<p class="quiet none">No value stands out: none fills more than ${Math.ceil((2 * top.maxError * 1000) / filled) / 10} % of the rows.</p>`
  if (distinct.count === filled && filled > 10) return html`<p class="quiet none">Every value is different.</p>`
  const highest = top.values[0]?.count ?? 1
  const items = top.values.map(
    ({ text, count }) => html`<tr><th scope="row"><bdi>${text}</bdi></th>
<td class="bar"><span style="width:${Math.max(1, Math.round((count / highest) * 100))}%"></span></td>
<td>${formatNumber(count)}</td><td class="quiet">${formatShare(count / filled)}</td></tr>`,
  )
  const note =
    top.maxError > 0 &&
    html`<tfoot><tr><td colspan="4" class="quiet">Counts may be up to ${formatNumber(top.maxError)} too low.</td></tr></tfoot>`
  return html`<table class="top"><caption class="unseen">Most frequent values of ${name}</caption>
<colgroup><col class="value"><col><col class="count"><col class="share"></colgroup>
<thead class="unseen"><tr><th scope="col">Value</th><th scope="col">Bar</th><th scope="col">Rows</th><th scope="col">Share</th></tr></thead>
<tbody>${items}</tbody>${note}</table>`
}
