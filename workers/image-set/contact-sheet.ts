import { formatBytes } from '#workers/csv-report/format-value.ts'
import { Html, html } from '#workers/csv-report/html.ts'
import type { ImageSet, SetImage } from './image-set.ts'
import { setResult, setSummary } from './set-result.ts'

/** Where the picture to look at comes from; undefined where there is none. */
export type ThumbnailOf = (image: SetImage) => Promise<string | undefined>

/** All pictures of a set on a page that needs no scripts. Written picture by picture, since a set may be large. */
export async function* contactSheet(title: string, set: ImageSet, thumbnailOf: ThumbnailOf): AsyncGenerator<Buffer> {
  yield bytes(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title} – Image set</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p class="quiet">${setSummary(setResult(set))}</p>
${set.failed.length > 0 && html`<section><h2>Not made</h2><ul>${set.failed.map(({ name, error }) => html`<li><b>${name}</b>: ${error}</li>`)}</ul></section>`}
<div class="sheet">
`)
  for (const image of set.images) yield bytes(figure(image, await thumbnailOf(image)))
  yield bytes(html`</div></main></body></html>
`)
}

function figure({ name, original, variants }: SetImage, thumbnail: string | undefined): Html {
  const size = `${original.width} × ${original.height}, ${formatBytes(original.bytes)}`
  return html`<figure>${thumbnail !== undefined && html`<img src="${thumbnail}" alt="${name}" loading="lazy">`}
<figcaption><b>${name}</b><span class="quiet">${size}</span>
<ul>${variants.map((file) => html`<li>${file.name} <span class="quiet">${formatBytes(file.bytes)}</span></li>`)}</ul></figcaption></figure>
`
}

/** The smallest file of a picture, to be looked at. */
export const smallestOf = ({ variants }: SetImage) => variants.toSorted((a, b) => a.bytes - b.bytes)[0]

/** Where a file lies in the archive, as an address within a page of the archive. */
export const relativeAddress = (folder: string, file: string) =>
  `${encodeURIComponent(folder)}/${encodeURIComponent(file)}`

const style = new Html(`
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#5f6873;--line:#e3e6ea;--paper:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--quiet:#9aa4b0;--line:#2c323a;--paper:#121519}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:40px 24px}h1{font-size:26px;margin:0;overflow-wrap:anywhere}h2{font-size:16px}
.quiet{color:var(--quiet)}ul{margin:0;padding:0;list-style:none;font-size:12px;overflow-wrap:anywhere}
.sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:24px;margin-top:24px}
figure{margin:0;border:1px solid var(--line);border-radius:8px;overflow:hidden}
img{display:block;width:100%;height:180px;object-fit:contain;background:var(--line)}
figcaption{display:flex;flex-direction:column;gap:4px;padding:12px;overflow-wrap:anywhere}
`)

const bytes = ({ markup }: Html): Buffer => Buffer.from(markup)
