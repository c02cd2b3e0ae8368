import type { UploadRule } from '#core/upload-rule.ts'

/** A JSON value that a choice stands for. */
export type Scalar = string | number | boolean | null

interface FieldBase {
  /** Dotted, as the server names it in a problem: `window.from`. */
  path: string
  title: string
  description?: string
  required: boolean
  /** What the server assumes when nothing is sent. */
  fallback?: unknown
}

/** One place of a form. What no form can draw is asked for as JSON. */
export type FormField = FieldBase &
  (
    | {
        kind: 'text'
        isLong: boolean
        minLength?: number
        maxLength?: number
        inputType: 'text' | 'email' | 'url' | 'date'
      }
    | { kind: 'number'; min?: number; max?: number; isInteger: boolean }
    | { kind: 'choice'; options: { value: Scalar; label: string }[] }
    | { kind: 'boolean' }
    | { kind: 'choices'; options: { value: Scalar; label: string }[] }
    | { kind: 'lines'; isNumber: boolean }
    | { kind: 'upload'; rule: UploadRule }
    | { kind: 'uploads'; rule: UploadRule; max?: number }
    | { kind: 'group'; fields: FormField[] }
    | { kind: 'json' }
  )
