import { Download, FileText } from 'lucide-react'
import { ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { useAsking } from '#components/api/use-asking.ts'
import { formatBytes } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { Refusal } from '#components/ui/refusal.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { JobFile } from '#core/job.ts'
import { shared as w } from '#words/shared.ts'

interface SharedFilesProps {
  id: string
  token: string
  files: readonly JobFile[]
}

/** The files a link lets somebody take away. */
export function SharedFiles({ id, token, files }: SharedFilesProps) {
  const { refusal, attempt } = useAsking()
  const locale = useLocale()
  if (files.length === 0) return null

  async function download(name: string) {
    // A download cannot carry a header: for some minutes a cookie stands for the link, with these files only.
    await ask(jobPath.downloadPass(id), { method: 'POST', headers: { Authorization: `Bearer ${token}` } })
    const anchor = document.createElement('a')
    anchor.href = jobPath.file(id, name)
    anchor.download = name
    anchor.click()
  }

  return (
    <>
      <ul aria-label={w.files} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {files.map((file) => (
          <li key={file.name} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
            <FileText className="size-4 shrink-0 text-muted" aria-hidden />
            <UserText className="min-w-0 flex-1 basis-48 font-medium">{file.name}</UserText>
            <span className="text-muted text-xs tabular-nums">{formatBytes(file.bytes, locale)}</span>
            <Button
              size="small"
              onClick={() => attempt(() => download(file.name))}
              aria-label={w.downloadOf(file.name)}
            >
              <Download className="size-3.5" aria-hidden />
              {w.download}
            </Button>
          </li>
        ))}
      </ul>
      <Refusal text={refusal} className="text-sm" />
    </>
  )
}
