import { CircleSlash } from 'lucide-react'
import { useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { JobType } from '#core/job-type.ts'
import { newJob as w } from '#words/new-job.ts'
import { draftOf } from './draft.ts'
import { FormFields } from './form-fields.tsx'
import { schemaFields } from './schema-fields.ts'

/** The form of a type that cannot be submitted here: what it would ask for, and why it does not. */
export function UnavailableForm({ type }: { type: JobType }) {
  const reasonId = useId()
  const fields = schemaFields(type.input)
  return (
    <form aria-label={type.title} aria-describedby={reasonId} className="flex flex-col gap-5">
      <p
        id={reasonId}
        role="status"
        className="flex items-start gap-2 rounded-lg border border-edge bg-sunken px-4 py-3"
      >
        <CircleSlash className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span className="wrap-anywhere min-w-0">{w.unavailableBecause(type.title, type.unavailableReason ?? '')}</span>
      </p>
      {/* A drop zone takes drops whether its input is disabled or not. */}
      <fieldset disabled aria-describedby={reasonId} className="pointer-events-none">
        <FormFields fields={fields} draft={draftOf(fields)} issues={[]} change={() => undefined} />
      </fieldset>
      <div className="sticky bottom-0 -mx-5 flex justify-end border-line border-t bg-surface px-5 py-3">
        <Button type="submit" look="primary" disabled aria-describedby={reasonId}>
          {w.submit}
        </Button>
      </div>
    </form>
  )
}
