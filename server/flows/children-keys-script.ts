/**
 * The keys of a job's children, by what became of them: in line or running, succeeded, failed and ignored, failed. What they returned stays
 * where it is.
 *
 * KEYS[1] the key of the job. ARGV[1] the most that may be read. Returns four lists of keys, or how many children there are when they are more.
 */
export const childrenKeysScript = `
local key, most = KEYS[1], tonumber(ARGV[1])
local waiting, done, ignored, failed = key .. ':dependencies', key .. ':processed', key .. ':failed', key .. ':unsuccessful'
local count = redis.call('SCARD', waiting) + redis.call('HLEN', done) + redis.call('HLEN', ignored) + redis.call('ZCARD', failed)
if count > most then return count end
return {
  redis.call('SMEMBERS', waiting), redis.call('HKEYS', done), redis.call('HKEYS', ignored), redis.call('ZRANGE', failed, 0, -1),
}
`
