import { cancelling } from '#core/job-flags.ts'
import { flagsLua } from '#server/flags-lua.ts'
import { cancelField } from '#server/queues.ts'
import { cancelledLost, cancelledWaiting } from '#server/reader/job-record.ts'

/**
 * Ends a job that nobody runs, or asks its worker to end it, in one step between BullMQ's own: no worker can take the job meanwhile, and of
 * a cancel and an end that meet, the one that comes first has happened.
 *
 * A running job gets BullMQ's mark `defa` as well: a worker that takes the job again, because this one was lost or gave it back, ends
 * it without running it, and takes the mark away in the same step. One whose lock has run out belongs to nobody, and ends at once.
 *
 * KEYS[1] the queue's prefix with the final colon. ARGV the job's id, who asks, the channel and the queue's name for the worker.
 * Returns what became of it, see `CancelOutcome`.
 */
export const cancelScript = `${flagsLua}
local base, id, by, channel, queue = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local key = base .. id
-- An id is anybody's text: one that names another key of the queue is no job.
if redis.call('TYPE', key).ok ~= 'hash' or redis.call('HEXISTS', key, 'timestamp') == 0 then return 'unknown' end
if redis.call('ZSCORE', base .. 'completed', id) or redis.call('ZSCORE', base .. 'failed', id) then return 'ended before' end

local attempt = string.format('%.0f', tonumber(redis.call('HGET', key, 'ats') or '0') or 0)
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local most = tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000
local record = '{"attempt":' .. attempt .. ',"at":' .. now .. ',"by":' .. cjson.encode(by)

local function tellWorker()
  local word = { queue = queue, id = id, attempt = tonumber(attempt), at = tonumber(now) }
  redis.call('PUBLISH', channel, cjson.encode(word))
end

local active = redis.call('LPOS', base .. 'active', id)
if active and redis.call('EXISTS', key .. ':lock') == 1 then
  local flags = readFlags(key, attempt)
  for _, flag in ipairs(flags) do if flag == '${cancelling}' then return 'asked before' end end
  flags[#flags + 1] = '${cancelling}'
  keepFlags(key, attempt, flags)
  redis.call('HSET', key, '${cancelField}', record .. '}', 'defa', '${cancelledLost}')
  redis.call('XADD', base .. 'events', 'MAXLEN', '~', most, '*',
    'event', '${cancelling}', 'jobId', id, 'attempt', attempt, 'at', now)
  tellWorker()
  return 'asked'
end

-- A parent would wait for this job for ever; so would what another program holds back until this one has ended.
if (redis.call('HGET', key, 'parentKey') or '') ~= '' or redis.call('HEXISTS', key, 'deid') == 1 then return 'linked' end
-- The start of a scheduler's job plans the next one.
if attempt == '0' and redis.call('HEXISTS', key, 'rjk') == 1 then return 'planned' end

-- The next ones to be taken are at the end of the list.
redis.call('LREM', base .. 'wait', -1, id)
redis.call('LREM', base .. 'paused', -1, id)
for _, set in ipairs({ 'delayed', 'prioritized', 'waiting-children' }) do redis.call('ZREM', base .. set, id) end
if active then
  redis.call('LREM', base .. 'active', 1, id)
  redis.call('SREM', base .. 'stalled', id)
  -- It may still be there, only too busy to renew the lock.
  tellWorker()
  -- Where only so many may run at a time, there is room for one more.
  if redis.call('HEXISTS', base .. 'meta', 'paused') == 0 then redis.call('ZADD', base .. 'marker', 0, '0') end
else
  redis.call('HDEL', key, 'processedOn')
end
redis.call('HDEL', key, 'defa')
redis.call('HSET', key, '${cancelField}', record .. ',"waiting":true}', 'failedReason', '${cancelledWaiting}', 'finishedOn', now)
redis.call('ZADD', base .. 'failed', now, id)
redis.call('XADD', base .. 'events', 'MAXLEN', '~', most, '*',
  'event', 'failed', 'jobId', id, 'failedReason', '${cancelledWaiting}', 'prev', active and 'active' or 'waiting')
return 'ended'
`
