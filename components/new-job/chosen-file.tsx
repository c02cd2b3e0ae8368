import { FileText } from 'lucide-react'
import { formatBytes } from '#components/format/quantity.ts'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
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
  const isUploading = file.state === 'uploading'
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <FileText className="size-4 shrink-0 text-muted" aria-hidden />
        <UserText className="min-w-0 flex-1 basis-40 font-medium">{file.name}</UserText>
        <span className="text-muted text-xs tabular-nums">{note(file, percent)}</span>
        {!isUploading && (
          <label htmlFor={inputId} className={buttonClass('plain', 'small')}>
            Replace
          </label>
        )}
        <Button size="small" onClick={onRemove} aria-label={`${isUploading ? 'Cancel' : 'Remove'} ${file.name}`}>
          {isUploading ? 'Cancel' : 'Remove'}
        </Button>
      </div>
      {isUploading && <ProgressBar progress={{ percent }} state="running" label={`Upload of ${file.name}`} />}
    </div>
  )
}

function note(file: DraftFile, percent: number): string {
  switch (file.state) {
    case 'uploading':
      return `${Math.floor(percent)} %`
    case 'uploaded':
      return formatBytes(file.bytes)
    case 'sample':
      return 'sample file'
  }
}
