import type { JobType } from '#core/job-type.ts'
import { newJob as w } from '#words/new-job.ts'

interface TypePickerProps {
  types: readonly JobType[]
  chosen: JobType | undefined
  choose: (type: JobType) => void
}

export function TypePicker({ types, chosen, choose }: TypePickerProps) {
  if (types.length === 0) return <p>{w.noTypes}</p>
  return (
    <fieldset>
      <legend className="pb-2 font-medium text-sm">{w.pick}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {types.map((type) => (
          <label
            key={type.type}
            className="flex flex-col gap-0.5 rounded-lg border border-line p-3 outline-offset-2 hover:border-edge has-checked:border-accent has-checked:bg-accent/5 has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="type"
              value={type.type}
              checked={type === chosen}
              onChange={() => choose(type)}
              className="sr-only"
            />
            <span className="flex items-center gap-2 font-medium">
              {type.title}
              {type.rehearsal && <Note>{w.rehearsal}</Note>}
              {!type.available && <Note>{w.unavailable}</Note>}
            </span>
            <span className="text-muted text-xs">{type.description}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Note({ children }: { children: string }) {
  return <span className="rounded bg-sunken px-1.5 py-0.5 font-normal text-muted text-xs">{children}</span>
}
