import type { Draft, DraftChange } from './draft.ts'
import type { Issue } from './draft-input.ts'
import { FieldControl } from './field-control.tsx'
import { FieldFrame } from './field-frame.tsx'
import type { FormField } from './form-field.ts'

interface FormFieldsProps {
  fields: readonly FormField[]
  draft: Draft
  issues: readonly Issue[]
  change: (path: string, value: DraftChange) => void
}

/** Short fields stand two in a row where there is room. */
export function FormFields(props: FormFieldsProps) {
  return (
    <div className="grid items-start gap-x-4 gap-y-4 sm:grid-cols-2">
      <Fields {...props} />
    </div>
  )
}

const isShort = ({ kind }: FormField) =>
  kind === 'number' || kind === 'choice' || kind === 'choices' || kind === 'boolean'

function Fields({ fields, draft, issues, change }: FormFieldsProps) {
  return fields.map((field) => {
    if (field.kind === 'group') {
      return (
        <fieldset key={field.path} className="flex flex-col gap-4 rounded-lg border border-line p-4 sm:col-span-2">
          <legend className="px-1 font-medium">{field.title}</legend>
          {field.description && <p className="text-muted text-xs">{field.description}</p>}
          <FormFields fields={field.fields} draft={draft} issues={issues} change={change} />
        </fieldset>
      )
    }
    const problems = issues.filter(({ path }) => path === field.path).map(({ message }) => message)
    return (
      <FieldFrame key={field.path} field={field} problems={problems} isWide={!isShort(field)}>
        {(aria) => (
          <FieldControl
            field={field}
            aria={aria}
            value={draft[field.path]}
            onChange={(value) => change(field.path, value)}
          />
        )}
      </FieldFrame>
    )
  })
}
