'use client'

import { useState } from 'react'
import { jobPath } from '#components/api/job-path.ts'
import { formatBytes, formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { hasKeptNote, KeptNote } from '#components/job/kept-note.tsx'
import { DataTable } from '#components/json/data-table.tsx'
import { jsonTables } from '#components/json/json-tables.ts'
import { JsonTree } from '#components/json/json-tree.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { panelWords } from '#components/words/panel-words.ts'
import type { Job, JobIn } from '#core/job.ts'
import { FetchedPanel } from './fetched-panel.tsx'
import { FileList } from './file-list.tsx'

/** Data beyond that is fetched only when somebody asks for it. */
const fetchedBytes = 1_048_576

/** What the job made: in a few words, as files, and as data. */
export function ResultPanel({ job, isGone }: { job: Job; isGone: boolean }) {
  if (isGone) return <p className="text-muted">{panelWords.result.gone}</p>
  if (job.state === 'success') return <Made job={job} />
  if (job.state !== 'failure') return <p className="text-muted">{panelWords.result.ahead}</p>
  const files = job.files ?? []
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{panelWords.result.failed}</p>
      {files.length > 0 && <h2 className="font-medium">{panelWords.result.filesLeft}</h2>}
      <FileList id={job.id} files={files} />
    </div>
  )
}

function Made({ job }: { job: JobIn<'success'> }) {
  const { result } = job
  const locale = useLocale()
  const [isWanted, setWanted] = useState(false)
  const isFetched = isWanted || result.bytes <= fetchedBytes
  return (
    <div className="flex flex-col gap-4">
      {(result.summary || hasKeptNote(job)) && (
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          {result.summary && <UserText className="font-medium text-base">{result.summary}</UserText>}
          <span className="text-muted text-xs">
            <KeptNote job={job} />
          </span>
        </div>
      )}
      <FileList id={job.id} files={result.files} />
      {!result.available && <p className="text-muted">{panelWords.result.noData}</p>}
      {result.available && !isFetched && (
        <Button className="self-start" onClick={() => setWanted(true)}>
          {panelWords.result.show(formatBytes(result.bytes, locale))}
        </Button>
      )}
      {result.available && isFetched && (
        <FetchedPanel key={job.attempt.current} path={jobPath.result(job.id)}>
          {(answer: unknown) => <Data value={answer} />}
        </FetchedPanel>
      )}
    </div>
  )
}

/** The result itself: its tables, where it has any, or the whole of it as a tree. */
function Data({ value }: { value: unknown }) {
  const tables = jsonTables(value)
  const locale = useLocale()
  const [isTree, setTree] = useState(tables.length === 0)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto font-medium">{panelWords.result.data}</h2>
        {tables.length > 0 && (
          <fieldset className="flex gap-1">
            <legend className="sr-only">{panelWords.result.shownAs}</legend>
            {[false, true].map((asTree) => (
              <Button
                key={String(asTree)}
                size="small"
                look={asTree === isTree ? 'plain' : 'quiet'}
                aria-pressed={asTree === isTree}
                onClick={() => setTree(asTree)}
              >
                {asTree ? panelWords.result.tree : panelWords.result.table}
              </Button>
            ))}
          </fieldset>
        )}
        <CopyButton label={panelWords.copyJson} text={() => JSON.stringify(value, null, 2) ?? ''} />
      </div>
      {isTree ? (
        <JsonTree value={value} label={panelWords.result.treeLabel} />
      ) : (
        tables.map(({ name, columns, rows }) => (
          <div key={name} className="flex flex-col gap-1.5">
            <p className="flex items-baseline gap-2">
              {name && <UserText className="font-mono text-xs">{name}</UserText>}
              <span className="text-muted text-xs tabular-nums">
                {panelWords.table.size(formatCount(rows.length, locale), rows.length)}
              </span>
            </p>
            <DataTable
              label={name || panelWords.result.data}
              columns={columns}
              rows={rows.map((row) => columns.map((column) => row[column]))}
            />
          </div>
        ))
      )}
    </div>
  )
}
