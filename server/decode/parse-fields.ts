import { z } from 'zod'
import { type BadRequestCode, BadRequestError } from '#core/errors.ts'
import { closestName } from './closest-name.ts'

/** Parses a body, or a part of one, with `schema`. The refusal names the field. Throws `BadRequestError`. */
export function parseFields<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 20)
  // A field with a wrong name is why another one is missing.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  const unknown = first?.code === 'unrecognized_keys' ? first.keys[0] : undefined
  const path = unknown === undefined ? first?.path : [...(first?.path ?? []), unknown]
  const field = path?.map(String).join('.').slice(0, 200) || undefined
  const meant = unknown !== undefined && first?.path.length === 0 ? closestName(unknown, fieldsOf(schema)) : undefined
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
  // An issue repeats what was sent, which may be long.
  const detail = z.prettifyError({ issues }).slice(0, 2_000)
  throw new BadRequestError(codeOf(first, value), `The body cannot be used: ${detail}${hint}`, field)
}

function codeOf(issue: z.core.$ZodIssue | undefined, value: unknown): BadRequestCode {
  if (issue?.code === 'unrecognized_keys') return 'unknown_field'
  if (issue?.code !== 'invalid_type') return isNumberRange(issue) ? 'number_range' : 'bad_request'
  const isType = issue.path.length === 1 && issue.path[0] === 'type'
  return isType && !Object.hasOwn(Object(value), 'type') ? 'type_missing' : 'wrong_type'
}

const isNumberRange = (issue: z.core.$ZodIssue | undefined): boolean =>
  (issue?.code === 'too_big' || issue?.code === 'too_small') && (issue.origin === 'number' || issue.origin === 'int')

const fieldsOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])
