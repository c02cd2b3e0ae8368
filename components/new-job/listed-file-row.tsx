import { FileText, RotateCcw, X } from 'lucide-react'
import { formatBytes, formatPercent } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { Button } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { newJob as w } from '#words/new-job.ts'
import type { ListedFile } from './draft.ts'

interface ListedFileRowProps {
  file: ListedFile
  percent: number
  onRetry: () => void
  onRemove: () => void
}

/** One of several chosen files, and how far its upload is. */
export function ListedFileRow({ file, percent, onRetry, onRemove }: ListedFileRowProps) {
  const locale = useLocale()
  return (
    <li className="flex flex-col gap-1 px-3 py-1.5">
      <div className="flex items-center gap-2">
        <FileText className="size-4 shrink-0 text-muted" aria-hidden />
        <UserText className="line-clamp-1 min-w-0 flex-1">{file.name}</UserText>
        <span className="shrink-0 text-muted text-xs tabular-nums">{note(file, percent, locale)}</span>
        {file.state === 'failed' && (
          <Button size="small" onClick={onRetry} aria-label={w.files.againOf(file.name)}>
            <RotateCcw className="size-3.5" aria-hidden />
            {w.files.again}
          </Button>
        )}
        <Button
          look="quiet"
          size="small"
          onClick={(event) => {
            focusNeighbour(event.currentTarget)
            onRemove()
          }}
          aria-label={w.files.removeOf(file.name)}
        >
          <X className="size-3.5" aria-hidden />
        </Button>
      </div>
      {file.state === 'uploading' && (
        <ProgressBar progress={{ percent }} state="running" label={w.files.uploadOf(file.name)} />
      )}
      {file.state === 'failed' && <p className="wrap-anywhere text-failure text-xs">{file.reason}</p>}
    </li>
  )
}

function note(file: ListedFile, percent: number, locale: string): string {
  switch (file.state) {
    case 'waiting':
      return w.files.waits
    case 'uploading':
      return formatPercent(percent)
    case 'uploaded':
      return formatBytes(file.bytes, locale)
    case 'sample':
      return w.files.sample
    case 'failed':
      return w.files.failed
  }
}

/** The row goes, and the keyboard's place on the page must not go with it. */
function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('li')
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
  const next = neighbour?.querySelector<HTMLElement>('button:last-of-type')
  const input = row?.closest('[data-uploads]')?.querySelector<HTMLElement>('input')
  const target = next ?? input
  target?.focus()
}
