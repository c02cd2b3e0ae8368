'use client'

import { Paperclip } from 'lucide-react'
import { jobPath } from '#components/api/job-path.ts'
import { formatBytes } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { JsonTree } from '#components/json/json-tree.tsx'
import type { InputAnswer } from '#components/new-job/template.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { panelWords } from '#components/words/panel-words.ts'
import type { Job } from '#core/job.ts'
import { FetchedPanel } from './fetched-panel.tsx'
import { filesIn, submitCommand } from './submit-command.ts'

/** What the job was given. */
export const InputPanel = ({ job }: { job: Job }) => (
  <FetchedPanel path={jobPath.input(job.id)}>
    {(answer: InputAnswer) => ('input' in answer ? <Input job={job} answer={answer} /> : <Text answer={answer} />)}
  </FetchedPanel>
)

function Input({ job, answer }: { job: Job; answer: Extract<InputAnswer, { input: unknown }> }) {
  const { input, priority } = answer
  const locale = useLocale()
  const files = filesIn(input)
  // Of a type of another program nobody can submit one here.
  const type = useJobType(job.type)
  const canSubmit = useMay('job.repeat') && type !== undefined
  return (
    <div className="flex flex-col gap-3">
      {files.length > 0 && (
        <ul aria-label={panelWords.input.files} className="flex flex-col gap-1">
          {files.map((file) => (
            <li key={file.uploadId} className="flex items-center gap-2">
              <Paperclip className="size-3.5 shrink-0 text-muted" aria-hidden />
              <UserText className="min-w-0 font-medium">{file.name}</UserText>
              <span className="shrink-0 text-muted text-xs tabular-nums">{formatBytes(file.bytes, locale)}</span>
            </li>
          ))}
        </ul>
      )}
      <JsonTree value={input} label={panelWords.input.tree} />
      <div className="flex flex-wrap gap-2">
        <CopyButton label={panelWords.copyJson} text={() => JSON.stringify(input, null, 2)} />
        {canSubmit && (
          <CopyButton
            label={panelWords.input.copyCurl}
            text={() => submitCommand({ job, input, priority, origin: location.origin })}
          />
        )}
      </div>
    </div>
  )
}

/** What is too large for a tree, or no JSON. */
const Text = ({ answer }: { answer: Extract<InputAnswer, { text: string }> }) => (
  <>
    <pre className="wrap-anywhere max-h-96 overflow-auto whitespace-pre-wrap rounded-md bg-sunken p-3 font-mono text-xs">
      {answer.text}
    </pre>
    <p className="pt-2 text-muted text-xs">{panelWords.beginningOf(formatBytes(answer.bytes, useLocale()))}</p>
  </>
)
