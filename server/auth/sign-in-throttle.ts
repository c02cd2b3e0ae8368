import { TooManySignInsError } from '#core/auth-errors.ts'
import { addressKey } from '#server/limits/address-key.ts'
import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'

/** Slows down who tries one password after another, on all nodes together. */
export interface SignInThrottle {
  /** Counts an attempt. Throws `TooManySignInsError` when there were too many. */
  begin(account: string, address: string): Promise<void>
  /** It was the right one: it does not count, and neither do the account's earlier ones from this address. */
  succeeded(account: string, address: string): Promise<void>
}

const windowSeconds = 15 * 60
/** For one account from one address, so that nobody can lock out somebody else; and from one address for all accounts. */
const mostPerPair = 5
const mostPerAddress = 30

/** KEYS what to count. ARGV how long, then the most of each. Returns after how many seconds to come again, 0 for now. */
const script = `
local wait = 0
for i, key in ipairs(KEYS) do
  local count = redis.call('INCR', key)
  if count == 1 then redis.call('EXPIRE', key, ARGV[1]) end
  if count > tonumber(ARGV[i + 1]) then wait = math.max(wait, redis.call('TTL', key), 1) end
end
return wait
`

export function createSignInThrottle(redis: RedisClient, prefix: string): SignInThrottle {
  const key = (...parts: string[]) => ownKey(prefix, `sign-ins:${sha256(JSON.stringify(parts))}`)
  return {
    async begin(account, address) {
      const from = addressKey(address)
      const keys = [key(account, from), key(from)]
      const wait = await redis.eval(script, keys.length, ...keys, windowSeconds, mostPerPair, mostPerAddress)
      if (Number(wait) > 0) throw new TooManySignInsError(Number(wait))
    },
    async succeeded(account, address) {
      const from = addressKey(address)
      await redis.multi().del(key(account, from)).decr(key(from)).exec()
    },
  }
}
