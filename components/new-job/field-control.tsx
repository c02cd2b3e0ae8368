import { controlClass } from '#components/ui/control-class.ts'
import { newJob as w } from '#words/new-job.ts'
import { ChoicesControl } from './choices-control.tsx'
import { chosenOf, type DraftChange, type DraftValue, filesOf, isFile } from './draft.ts'
import type { ControlAria } from './field-frame.tsx'
import type { FormField } from './form-field.ts'
import { UploadControl } from './upload-control.tsx'
import { UploadsControl } from './uploads-control.tsx'

interface FieldControlProps {
  field: Exclude<FormField, { kind: 'group' }>
  aria: ControlAria
  value: DraftValue | undefined
  onChange: (value: DraftChange) => void
}

/** The control that fits the field. */
export function FieldControl({ field, aria, value, onChange }: FieldControlProps) {
  const text = typeof value === 'string' ? value : ''
  const control = {
    ...aria,
    value: text,
    className: controlClass,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value || undefined),
  }
  switch (field.kind) {
    case 'text':
      return field.isLong ? (
        <textarea {...control} rows={4} maxLength={field.maxLength} />
      ) : (
        <input {...control} type={field.inputType} maxLength={field.maxLength} autoComplete="off" />
      )
    case 'number':
      return <input {...control} type="number" min={field.min} max={field.max} step={field.isInteger ? 1 : 'any'} />
    case 'choices':
      return <ChoicesControl aria={aria} options={field.options} value={chosenOf(value)} onChange={onChange} />
    case 'lines':
      return (
        <textarea {...control} rows={3} placeholder={field.isNumber ? w.fields.linePerNumber : w.fields.linePerText} />
      )
    case 'json':
      return <textarea {...control} rows={6} spellCheck={false} className={`${controlClass} font-mono text-xs`} />
    case 'choice':
      return (
        <select {...control}>
          {(!field.required || text === '') && (
            <option value="">{field.required ? w.fields.chooseOne : w.fields.notSet}</option>
          )}
          {field.options.map((option, index) => (
            <option key={option.label} value={index}>
              {option.label}
            </option>
          ))}
        </select>
      )
    case 'boolean':
      return (
        <input
          {...aria}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 accent-accent"
        />
      )
    case 'upload':
      return (
        <UploadControl aria={aria} rule={field.rule} value={isFile(value) ? value : undefined} onChange={onChange} />
      )
    case 'uploads':
      return (
        <UploadsControl
          aria={aria}
          title={field.title}
          rule={field.rule}
          max={field.max}
          files={filesOf(value)}
          onChange={onChange}
        />
      )
  }
}
