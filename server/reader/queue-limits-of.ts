import { z } from 'zod'
import type { HeldBy, QueueLimits } from '#core/queue-limits.ts'

const text = z.string().nullable()

/** What the Lua function `limitsOf` returns: three numbers as text, and which limit holds jobs back now. */
export const limitsRowSchema = z
  .tuple([text, text, text, z.string()])
  .transform(([concurrency, max, perMs, held]) => limitsOf(whole(concurrency), whole(max), whole(perMs), held))

export interface LimitsNow {
  limits?: QueueLimits
  heldBy?: HeldBy
}

function limitsOf(
  concurrency: number | undefined,
  max: number | undefined,
  perMs: number | undefined,
  held: string,
): LimitsNow {
  const rate = max !== undefined && perMs !== undefined ? { max, perMs } : undefined
  if (concurrency === undefined && rate === undefined) return {}
  const limits = { ...(concurrency !== undefined && { concurrency }), ...(rate && { rate }) }
  if (held === 'concurrency' && concurrency !== undefined) return { limits, heldBy: { concurrency } }
  return held === 'rate' && rate ? { limits, heldBy: rate } : { limits }
}

/** A limit that is none, whoever wrote it, limits nothing. */
function whole(value: string | null): number | undefined {
  const number = value === null ? Number.NaN : Number(value)
  return Number.isSafeInteger(number) && number > 0 ? number : undefined
}
