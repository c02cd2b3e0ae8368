import type { DraftValue } from './draft.ts'
import type { ControlAria } from './field-frame.tsx'

interface ChoicesControlProps {
  aria: ControlAria
  options: readonly { label: string }[]
  value: readonly string[]
  onChange: (value: DraftValue) => void
}

/** Any number of options; they are sent in their own order, whichever was chosen first. */
export function ChoicesControl({ aria: { id, ...aria }, options, value, onChange }: ChoicesControlProps) {
  const { 'aria-required': _everyBox, ...box } = aria
  const places = options.map((_option, index) => String(index))
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1.5">
      {options.map(({ label }, index) => {
        const place = String(index)
        return (
          <label key={label} className="flex items-center gap-1.5">
            <input
              {...box}
              id={index === 0 ? id : undefined}
              type="checkbox"
              checked={value.includes(place)}
              onChange={({ target: { checked } }) =>
                onChange({ chosen: places.filter((each) => (each === place ? checked : value.includes(each))) })
              }
              className="size-4 accent-accent"
            />
            {label}
          </label>
        )
      })}
    </div>
  )
}
