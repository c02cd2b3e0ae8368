import type { FormField } from './form-field.ts'

/** Every path that has a place in the form. */
export function fieldPaths(fields: readonly FormField[]): string[] {
  return fields.flatMap((field) => (field.kind === 'group' ? fieldPaths(field.fields) : [field.path]))
}
