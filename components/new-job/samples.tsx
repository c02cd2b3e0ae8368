import { Button } from '#components/ui/button.tsx'
import type { JobType } from '#core/job-type.ts'

/** Fills the form in one click. */
export function Samples({ samples, onChoose }: { samples: JobType['samples']; onChoose: (input: unknown) => void }) {
  if (samples.length === 0) return null
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Samples</legend>
      <span className="text-muted text-xs">Fill in a sample:</span>
      {samples.map(({ title, input }) => (
        <Button key={title} size="small" onClick={() => onChoose(input)}>
          {title}
        </Button>
      ))}
    </fieldset>
  )
}
