'use client'

import { Download, ExternalLink, Eye, EyeOff, FileText } from 'lucide-react'
import { Suspense, useId, useState } from 'react'
import { jobPath } from '#components/api/job-path.ts'
import { formatBytes } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { late } from '#components/ui/late.ts'
import { UserText } from '#components/ui/user-text.tsx'
import { panelWords } from '#components/words/panel-words.ts'
import type { JobFile } from '#core/job.ts'
import { PanelSkeleton } from './panel-skeleton.tsx'
import { previewKind } from './preview-kind.ts'

const FilePreview = late(() => import('./file-preview.tsx').then((module) => module.FilePreview))

/** What a browser can show by itself. The server serves it in a sandbox. */
const isViewable = ({ mediaType }: JobFile) =>
  /^(text\/(html|plain|csv)|image\/(png|jpeg|gif|webp|avif))\b/.test(mediaType)

/** The files of a job: to look at here, to open and to take away. */
export function FileList({ id, files }: { id: string; files: readonly JobFile[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label={panelWords.files.list} className="divide-y divide-line rounded-lg border border-line">
      {files.map((file) => (
        <FileRow key={file.name} id={id} file={file} />
      ))}
    </ul>
  )
}

function FileRow({ id, file }: { id: string; file: JobFile }) {
  const [isOpen, setOpen] = useState(false)
  const locale = useLocale()
  const preview = useId()
  const { name, bytes, mediaType } = file
  const Icon = isOpen ? EyeOff : Eye
  return (
    <li className="flex flex-col gap-2.5 px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <FileText className="size-4 shrink-0 text-muted" aria-hidden />
        <span className="flex min-w-0 flex-1 basis-44 flex-wrap items-baseline gap-x-2">
          <UserText className="font-medium">{name}</UserText>
          <span className="text-muted text-xs tabular-nums">
            {formatBytes(bytes, locale)} · <UserText>{mediaType}</UserText>
          </span>
        </span>
        <span className="flex flex-wrap gap-1.5">
          {previewKind(file) && (
            <Button
              size="small"
              onClick={() => setOpen(!isOpen)}
              aria-expanded={isOpen}
              aria-controls={isOpen ? preview : undefined}
              aria-label={isOpen ? panelWords.preview.hideOf(name) : panelWords.preview.showOf(name)}
            >
              <Icon className="size-3.5" aria-hidden />
              {isOpen ? panelWords.preview.hide : panelWords.preview.show}
            </Button>
          )}
          {isViewable(file) && (
            <a
              href={`${jobPath.file(id, name)}?view=1`}
              target="_blank"
              rel="noopener noreferrer"
              className={buttonClass('plain', 'small')}
              aria-label={panelWords.files.openOf(name)}
            >
              <ExternalLink className="size-3.5" aria-hidden />
              {panelWords.files.open}
            </a>
          )}
          <a
            href={jobPath.file(id, name)}
            download={name}
            className={buttonClass('plain', 'small')}
            aria-label={panelWords.files.downloadOf(name)}
          >
            <Download className="size-3.5" aria-hidden />
            {panelWords.files.download}
          </a>
        </span>
      </div>
      {isOpen && (
        <div id={preview}>
          <Suspense fallback={<PanelSkeleton />}>
            <FilePreview id={id} file={file} />
          </Suspense>
        </div>
      )}
    </li>
  )
}
