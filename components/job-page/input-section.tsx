import { jobPath } from '#components/api/job-path.ts'
import { formatBytes } from '#components/format/quantity.ts'
import type { InputAnswer } from '#components/new-job/template.ts'
import { FetchedSection } from './fetched-section.tsx'
import { JsonText } from './json-text.tsx'

/** What the job was given. */
export const InputSection = ({ id }: { id: string }) => (
  <FetchedSection title="Input" path={jobPath.input(id)}>
    {(answer: InputAnswer) => {
      if ('input' in answer) return <JsonText value={answer.input} label="Input data" />
      return (
        <>
          <pre className="wrap-anywhere max-h-96 overflow-auto whitespace-pre-wrap rounded-md bg-sunken p-3 font-mono text-xs">
            {answer.text}
          </pre>
          <p className="pt-2 text-muted text-xs">The beginning of {formatBytes(answer.bytes)}.</p>
        </>
      )
    }}
  </FetchedSection>
)
