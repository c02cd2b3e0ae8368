import { BadRequestError } from '#core/errors.ts'
import { idempotencyKeySchema } from '#core/submit.ts'

const name = 'Idempotency-Key'

/** The key a submit was sent with, if any. Throws `BadRequestError` for one that cannot be a key. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const value = request.headers.get(name)
  if (value === null) return undefined
  const parsed = idempotencyKeySchema.safeParse(value)
  if (parsed.success) return parsed.data
  const why = parsed.error.issues[0]?.message ?? 'It cannot be read.'
  throw new BadRequestError('idempotency_key', `The header ${name} cannot be used. ${why} Send it once.`, name)
}
