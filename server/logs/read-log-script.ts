import { logCount } from './log-count.ts'

/**
 * Reads a part of a job's log. KEYS the job, its log. ARGV the number after which to read, how many lines at the most, how many bytes
 * at the most, and `oldest` or `newest`: which of the lines to take when there are more.
 * Answers { lines there ever were, number of the first line here, { line, … } }; a job or a log that is none has no lines.
 *
 * Anybody may have written lines of any size: each is cut well behind the end of the longest that Waybill writes, and they are fetched
 * a few at a time.
 */
export const readLogScript = `${logCount}
local job, logs = KEYS[1], KEYS[2]
local after, limit, budget, newest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == 'newest'
if redis.call('TYPE', job).ok ~= 'hash' then return { 0, 1, {} } end
local total, held = logCount(job, logs)
-- The line at place i of the list, from 0, has the number before + i + 1.
local before = total - held
local from = math.max(after - before, 0)
local to = held - 1
if newest then from = math.max(from, held - limit) else to = math.min(to, from + limit - 1) end

local lines, bytes, step = {}, 0, 50
while from <= to and bytes < budget do
  local low = newest and math.max(from, to - step + 1) or from
  local high = newest and to or math.min(to, from + step - 1)
  local part = redis.call('LRANGE', logs, low, high)
  for i = 1, #part do
    local line = part[newest and #part - i + 1 or i]
    if bytes < budget then
      line = string.sub(line, 1, 20480)
      bytes = bytes + #line
      lines[#lines + 1] = line
    end
  end
  if newest then to = low - 1 else from = high + 1 end
end
if not newest then return { total, before + math.max(after - before, 0) + 1, lines } end
local forwards = {}
for i = #lines, 1, -1 do forwards[#forwards + 1] = lines[i] end
return { total, total - #lines + 1, forwards }
`
