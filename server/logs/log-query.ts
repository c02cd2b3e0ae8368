import { z } from 'zod'
import { BadRequestError } from '#core/errors.ts'

const maxLimit = 1_000
const defaultLimit = 200

const lineNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'Give the number of a line, 0 for the beginning.')
  .transform(Number)
const lineCount = z
  .string()
  .regex(/^\d{1,15}$/, `Give a number from 1 to ${maxLimit}.`)
  .transform(Number)
  .refine((count) => count >= 1 && count <= maxLimit, `Give a number from 1 to ${maxLimit}.`)

const querySchema = z.strictObject({
  after: lineNumber.optional(),
  limit: lineCount.optional(),
  tail: lineCount.optional(),
})

/** Which lines of a log somebody asks for: those after a line, or the last ones. */
export type LogQuery = { after: number; limit: number } | { tail: number }

/** Reads `?after=&limit=` or `?tail=`. Throws `BadRequestError`, which says what is wrong. */
export function logQuery(parameters: URLSearchParams): LogQuery {
  const parsed = querySchema.safeParse(Object.fromEntries(parameters))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    if (issue?.code === 'unrecognized_keys') {
      throw new BadRequestError(
        'bad_request',
        'A log is asked for with after and limit, or with tail, and nothing else.',
      )
    }
    const field = issue?.path.map(String).join('.')
    throw new BadRequestError('bad_request', `The parameter ${field} cannot be used. ${issue?.message}`, field)
  }
  const { after, limit, tail } = parsed.data
  if (tail === undefined) return { after: after ?? 0, limit: limit ?? defaultLimit }
  if (after === undefined && limit === undefined) return { tail }
  throw new BadRequestError('bad_request', 'Use tail alone, or after and limit.', 'tail')
}
