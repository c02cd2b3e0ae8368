import type { Principal } from '#core/principal.ts'
import { clientAddressOf } from '#server/http/client-address.ts'
import { addressKey } from '#server/limits/address-key.ts'
import { senderKey } from '#server/limits/sender-key.ts'
import type { Services } from '../services.ts'

const addressOf = (request: Request) => addressKey(clientAddressOf(request))

/** A batch counts as one submit, and as one more for each further hundred jobs. */
const pointsOf = (jobs: number) => Math.max(1, Math.ceil(jobs / 100))

/**
 * Decides whether the server takes on more jobs: whether it keeps up, the sender has not sent too many, and there is space for them.
 * Throws the `WaybillError` that says which of them is the matter.
 */
export async function admitSubmit(
  { lag, limits, storage }: Services,
  request: Request,
  principal: Principal,
  jobs = 1,
): Promise<void> {
  lag.requireSpare()
  const points = pointsOf(jobs)
  await limits.take(
    { limit: 'submit', key: senderKey(principal), points },
    { limit: 'submitAddress', key: addressOf(request), points },
  )
  await storage.requireSpace()
}
