import { SignInRequiredError } from '#core/auth-errors.ts'
import { handleAnybody, json } from '../handle.ts'
import { meOf } from './me-of.ts'

/** Who asks, and what they may do. */
export const GET = handleAnybody(async (_request, _services, _params, { principal }) => {
  if (!principal) throw new SignInRequiredError()
  return json(meOf(principal))
})
