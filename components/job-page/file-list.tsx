import { Download, ExternalLink, FileText } from 'lucide-react'
import { jobPath } from '#components/api/job-path.ts'
import { formatBytes } from '#components/format/quantity.ts'
import { buttonClass } from '#components/ui/button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { JobFile } from '#core/job.ts'

/** What a browser can show by itself. The server serves it in a sandbox. */
const isViewable = ({ mediaType }: JobFile) =>
  /^(text\/(html|plain|csv)|image\/(png|jpeg|gif|webp|avif))\b/.test(mediaType)

export function FileList({ id, files }: { id: string; files: readonly JobFile[] }) {
  if (files.length === 0) return null
  return (
    <ul aria-label="Files" className="divide-y divide-line rounded-lg border border-line bg-surface">
      {files.map((file) => (
        <li key={file.name} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
          <FileText className="size-4 shrink-0 text-muted" aria-hidden />
          <UserText className="min-w-0 flex-1 basis-48 font-medium">{file.name}</UserText>
          <span className="text-muted text-xs tabular-nums">{formatBytes(file.bytes)}</span>
          <span className="flex gap-1.5">
            {isViewable(file) && (
              <a
                href={`${jobPath.file(id, file.name)}?view=1`}
                target="_blank"
                rel="noopener noreferrer"
                className={buttonClass('plain', 'small')}
                aria-label={`Open ${file.name} in a new tab`}
              >
                <ExternalLink className="size-3.5" aria-hidden />
                Open
              </a>
            )}
            <a
              href={jobPath.file(id, file.name)}
              download={file.name}
              className={buttonClass('plain', 'small')}
              aria-label={`Download ${file.name}`}
            >
              <Download className="size-3.5" aria-hidden />
              Download
            </a>
          </span>
        </li>
      ))}
    </ul>
  )
}
