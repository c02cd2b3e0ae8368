import { z } from 'zod'
import type { AnyJobDefinition } from '#core/define-job.ts'
import type { JsonSchema } from '#core/job-type.ts'
import { uploadSchemaKey } from '#core/upload-rule.ts'

/**
 * Where an input of this type holds an uploaded file, or cannot do without one; undefined when it needs none. The path is dotted.
 */
export function uploadInInput(definition: AnyJobDefinition, input: unknown): string | undefined {
  return fileIn(input, []) ?? requiredIn(z.toJSONSchema(definition.input, { io: 'input' }), [])
}

/** What the submit command takes for a reference to a file, and what it puts in its place. */
function fileIn(value: unknown, path: readonly string[]): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const names = 'uploadId' in value && typeof value.uploadId === 'string'
  const sample = 'sample' in value && typeof value.sample === 'string' && Object.keys(value).length === 1
  if (names || sample) return path.join('.')
  for (const [key, item] of Object.entries(value)) {
    const found = fileIn(item, [...path, key])
    if (found !== undefined) return found
  }
  return undefined
}

function requiredIn(schema: JsonSchema, path: readonly string[]): string | undefined {
  if (uploadSchemaKey in schema) return path.join('.')
  for (const key of schema.required ?? []) {
    const property = schema.properties?.[key]
    const found = typeof property === 'object' ? requiredIn(property, [...path, key]) : undefined
    if (found !== undefined) return found
  }
  const { items, minItems = 0 } = schema
  const item = minItems > 0 && typeof items === 'object' && !Array.isArray(items) ? items : undefined
  return item && requiredIn(item, [...path, '0'])
}
