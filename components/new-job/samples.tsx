import { Button } from '#components/ui/button.tsx'
import type { JobType } from '#core/job-type.ts'
import { newJob as w } from '#words/new-job.ts'

/** Fills the form in one click. */
export function Samples({ samples, onChoose }: { samples: JobType['samples']; onChoose: (input: unknown) => void }) {
  if (samples.length === 0) return null
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{w.samples}</legend>
      <span className="text-muted text-xs">{w.fillIn}</span>
      {samples.map(({ title, input }) => (
        <Button key={title} size="small" onClick={() => onChoose(input)}>
          {title}
        </Button>
      ))}
    </fieldset>
  )
}
