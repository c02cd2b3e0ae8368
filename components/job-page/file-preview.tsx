'use client'

import { useState } from 'react'
import { type Beginning, fetchBeginning } from '#components/api/fetch-beginning.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatBytes } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { csvRows } from '#components/json/csv-rows.ts'
import { DataTable } from '#components/json/data-table.tsx'
import { JsonTree } from '#components/json/json-tree.tsx'
import { panelWords } from '#components/words/panel-words.ts'
import type { JobFile } from '#core/job.ts'
import { FetchedPanel } from './fetched-panel.tsx'
import { type PreviewKind, previewBytes, previewKind } from './preview-kind.ts'

/** So many rows of a table are shown. */
const mostRows = 200

const fetchPreview = (path: string) => fetchBeginning(path, previewBytes)

/** A file of a job as far as it can be seen at a glance. Whatever is in it has no power here: a page is shown in a frame without any. */
export function FilePreview({ id, file }: { id: string; file: JobFile }) {
  const kind = previewKind(file)
  const locale = useLocale()
  const path = jobPath.file(id, file.name)
  if (kind === 'image') return <Picture path={`${path}?view=1`} name={file.name} />
  if (kind === 'page') {
    return (
      <iframe
        // No scripts, no forms, no origin of ours: the answer itself says so as well.
        sandbox=""
        src={`${path}?view=1`}
        title={panelWords.preview.of(file.name)}
        className="h-[32rem] w-full rounded-md border border-line bg-white"
      />
    )
  }
  if (!kind) return null
  const isAllOf = (beginning: Beginning) =>
    beginning.isWhole && (kind !== 'table' || tableRows(beginning).length <= mostRows + 1)
  return (
    <FetchedPanel path={path} fetchAnswer={fetchPreview}>
      {(beginning) => (
        <>
          <Content kind={kind} name={file.name} beginning={beginning} />
          {!isAllOf(beginning) && (
            <p className="pt-2 text-muted text-xs">{panelWords.beginningOf(formatBytes(file.bytes, locale))}</p>
          )}
        </>
      )}
    </FetchedPanel>
  )
}

/** The header, as many rows as are shown, and one more to tell that there are more. */
const tableRows = ({ text, isWhole }: Beginning) => csvRows(text, { isWhole, most: mostRows + 2 })

function Content({ kind, name, beginning }: { kind: PreviewKind; name: string; beginning: Beginning }) {
  const label = panelWords.preview.of(name)
  if (kind === 'table') {
    const [columns = [], ...rows] = tableRows(beginning)
    return <DataTable label={label} columns={columns} rows={rows.slice(0, mostRows)} />
  }
  const value = kind === 'json' ? parsed(beginning.text) : undefined
  if (value) return <JsonTree value={value.json} label={label} />
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to be able to scroll it.
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md bg-sunken p-3"
    >
      <pre className="wrap-anywhere whitespace-pre-wrap font-mono text-xs" dir="auto">
        {beginning.text}
      </pre>
    </section>
  )
}

/** What calls itself JSON and is none is shown as text. */
function parsed(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function Picture({ path, name }: { path: string; name: string }) {
  const [isBroken, setBroken] = useState(false)
  if (isBroken) return <p className="text-muted">{panelWords.preview.broken}</p>
  return (
    // biome-ignore lint/performance/noImgElement: it is for this person only, and Next's optimizer would have to be let in.
    <img
      src={path}
      alt={name}
      onError={() => setBroken(true)}
      className="mx-auto max-h-[32rem] max-w-full rounded-md bg-sunken object-contain"
    />
  )
}
