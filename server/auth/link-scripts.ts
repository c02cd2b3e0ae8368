import { linksField } from '#server/queues.ts'

/**
 * How often the links of jobs of one queue were taken back. KEYS the queue's prefix. ARGV the jobs' ids. Returns a text for each, nil for a
 * job that is not there: the id comes from a link, and may name any key of the queue.
 */
export const linkGenerationsScript = `
local found = {}
for i, id in ipairs(ARGV) do
  local key = KEYS[1] .. id
  found[i] = false
  if redis.call('TYPE', key).ok == 'hash' then
    local held = redis.call('HMGET', key, 'timestamp', '${linksField}')
    if held[1] then found[i] = held[2] or '0' end
  end
end
return found
`

/** Takes all links of a job back. KEYS the job. Returns 0 when it is not there, and then writes nothing: nobody would remove it. */
export const revokeLinksScript = `
if redis.call('HEXISTS', KEYS[1], 'timestamp') == 0 then return 0 end
local before = tonumber(redis.call('HGET', KEYS[1], '${linksField}') or '0') or 0
redis.call('HSET', KEYS[1], '${linksField}', string.format('%.0f', before + 1))
return 1
`
