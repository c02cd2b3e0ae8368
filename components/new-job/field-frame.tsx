import { type ReactNode, useId } from 'react'
import { newJob as w } from '#words/new-job.ts'
import type { FormField } from './form-field.ts'

/** Ties a control to its label, its description and what is wrong with it. */
export interface ControlAria {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

interface FieldFrameProps {
  field: FormField
  problems: readonly string[]
  isWide: boolean
  children: (aria: ControlAria) => ReactNode
}

export function FieldFrame({ field, problems, isWide, children }: FieldFrameProps) {
  const id = useId()
  const isWrong = problems.length > 0
  const isOptional = !field.required && field.fallback === undefined && field.kind !== 'boolean'
  const described = [field.description && `${id}-note`, isWrong && `${id}-wrong`].filter(Boolean).join(' ')
  const control = children({
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': isWrong || undefined,
    'aria-required': (field.required && field.kind !== 'boolean') || undefined,
  })
  const words = (
    <>
      {field.title}
      {isOptional && <span className="font-normal text-muted"> {w.fields.optional}</span>}
    </>
  )
  const label = (
    <label htmlFor={id} className="font-medium">
      {words}
    </label>
  )
  const isMany = field.kind === 'choices'
  const Frame = isMany ? 'fieldset' : 'div'
  return (
    <Frame className={`flex flex-col gap-1 ${isWide ? 'sm:col-span-2' : ''}`}>
      {field.kind === 'boolean' ? (
        <div className="flex items-center gap-2">
          {control}
          {label}
        </div>
      ) : (
        <>
          {isMany ? <legend className="font-medium">{words}</legend> : label}
          {control}
        </>
      )}
      {field.description && (
        <p id={`${id}-note`} className="text-muted text-xs">
          {field.description}
        </p>
      )}
      {isWrong && (
        <p id={`${id}-wrong`} className="wrap-anywhere text-failure text-xs">
          {problems.join(' ')}
        </p>
      )}
    </Frame>
  )
}
