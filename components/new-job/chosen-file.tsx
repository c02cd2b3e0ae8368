import { FileText } from 'lucide-react'
import { formatBytes, formatPercent } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { newJob as w } from '#words/new-job.ts'
import type { DraftFile } from './draft.ts'

interface ChosenFileProps {
  file: DraftFile
  /** How much of it has gone out. */
  percent: number
  /** The file input that a replacement is chosen with. */
  inputId: string
  onRemove: () => void
}

/** The file that was chosen, how far its upload is, and ways to change one's mind. */
export function ChosenFile({ file, percent, inputId, onRemove }: ChosenFileProps) {
  const locale = useLocale()
  const isUploading = file.state === 'uploading'
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <FileText className="size-4 shrink-0 text-muted" aria-hidden />
        <UserText className="min-w-0 flex-1 basis-40 font-medium">{file.name}</UserText>
        <span className="text-muted text-xs tabular-nums">{note(file, percent, locale)}</span>
        {!isUploading && (
          <label htmlFor={inputId} className={buttonClass('plain', 'small')}>
            {w.files.replace}
          </label>
        )}
        <Button
          size="small"
          onClick={onRemove}
          aria-label={isUploading ? w.files.cancelOf(file.name) : w.files.removeOf(file.name)}
        >
          {isUploading ? w.files.cancel : w.files.remove}
        </Button>
      </div>
      {isUploading && <ProgressBar progress={{ percent }} state="running" label={w.files.uploadOf(file.name)} />}
    </div>
  )
}

function note(file: DraftFile, percent: number, locale: string): string {
  switch (file.state) {
    case 'uploading':
      return formatPercent(percent)
    case 'uploaded':
      return formatBytes(file.bytes, locale)
    case 'sample':
      return w.files.sample
  }
}
