import type { FormField } from '#components/new-job/form-field.ts'
import { schemaFields } from '#components/new-job/schema-fields.ts'
import type { JobType } from '#core/job-type.ts'

/** Whether jobs of a type can run again and again: an uploaded file belongs to one job only. */
export const isSchedulable = ({ input }: JobType): boolean => !schemaFields(input).some(needsUpload)

const needsUpload = (field: FormField): boolean => {
  if (!field.required) return false
  return field.kind === 'group' ? field.fields.some(needsUpload) : field.kind === 'upload' || field.kind === 'uploads'
}
