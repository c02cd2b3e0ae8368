import { cancelling } from '#core/job-flags.ts'
import { flagsLua } from '#server/flags-lua.ts'
import { familyLua } from '#server/flows/family-lua.ts'
import { cancelField } from '#server/queues.ts'
import { cancelledLost, cancelledWaiting } from '#server/reader/job-record.ts'

/**
 * Lua. `cancelOne(key)` ends a job that nobody runs, or asks its worker to end it; `cancelTree(key)` the job and all below it. Both return
 * what became of the job itself, see `CancelOutcome`. Expects what `familyLua` does, and `by` and `channel`.
 *
 * A running job gets BullMQ's mark `defa` as well: a worker that takes the job again, because this one was lost or gave it back, ends
 * it without running it, and takes the mark away in the same step. One whose lock has run out belongs to nobody, and ends at once.
 */
export const cancelLua = `${flagsLua}${familyLua}
local function cancelOne(key)
  local base, id, queue = place(key)
  -- An id is anybody's text: one that names another key of the queue is no job.
  if not base or redis.call('TYPE', key).ok ~= 'hash' or redis.call('HEXISTS', key, 'timestamp') == 0 then return 'unknown' end
  if redis.call('ZSCORE', base .. 'completed', id) or redis.call('ZSCORE', base .. 'failed', id) then return 'ended before' end
  local attempt = string.format('%.0f', tonumber(redis.call('HGET', key, 'ats') or '0') or 0)
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
    tell(base, '${cancelling}', 'jobId', id, 'attempt', attempt, 'at', now)
    tellWorker()
    return 'asked'
  end

  -- A parent of another program, or one that was not told what to do, would wait for this job for ever; so would what another program
  -- holds back until this one has ended.
  local parentKey = redis.call('HGET', key, 'parentKey') or ''
  if parentKey ~= '' and not (isOwn(parentKey) and policyOf(key)) then return 'linked' end
  if redis.call('HEXISTS', key, 'deid') == 1 then return 'linked' end
  -- The start of a scheduler's job plans the next one.
  if attempt == '0' and redis.call('HEXISTS', key, 'rjk') == 1 then return 'planned' end

  local left = 0
  for _, set in ipairs({ 'waiting-children', 'prioritized', 'delayed' }) do left = left + redis.call('ZREM', base .. set, id) end
  if active then
    redis.call('LREM', base .. 'active', 1, id)
    redis.call('SREM', base .. 'stalled', id)
    -- It may still be there, only too busy to renew the lock.
    tellWorker()
    -- Where only so many may run at a time, there is room for one more.
    if redis.call('HEXISTS', base .. 'meta', 'paused') == 0 then redis.call('ZADD', base .. 'marker', 0, '0') end
  else
    -- The next ones to be taken are at the end of the list.
    if left == 0 and redis.call('LREM', base .. 'wait', -1, id) == 0 then redis.call('LREM', base .. 'paused', -1, id) end
    redis.call('HDEL', key, 'processedOn')
  end
  redis.call('HSET', key, '${cancelField}', record .. ',"waiting":true}')
  endFailed(base, id, '${cancelledWaiting}', active and 'active' or 'waiting')
  return 'ended'
end

local visited = {}
local function cancelTree(key)
  visited[key] = true
  local outcome = cancelOne(key)
  -- From the top down: a parent that has ended is not put in line, or failed once more, by what becomes of its children.
  if outcome == 'ended' then tellParent(key, '${cancelledWaiting}') end
  if outcome == 'unknown' or outcome == 'linked' or outcome == 'planned' then return outcome end
  local below = redis.call('SMEMBERS', key .. ':dependencies')
  -- One that has failed may have left others behind that go on.
  for _, child in ipairs(redis.call('HKEYS', key .. ':failed')) do below[#below + 1] = child end
  for _, child in ipairs(redis.call('ZRANGE', key .. ':unsuccessful', 0, -1)) do below[#below + 1] = child end
  for _, child in ipairs(below) do if not visited[child] and isOwn(child) then cancelTree(child) end end
  return outcome
end
`

/**
 * Ends a job that nobody runs and all below it, or asks their workers to end them, in one step between BullMQ's own: no worker can take
 * a job meanwhile, no crash leaves half a flow, and of a cancel and an end that meet, the one that comes first has happened.
 *
 * KEYS[1] the job's key. ARGV the prefix with its colon, who asks, the channel of the workers.
 * Returns what became of it, see `CancelOutcome`.
 */
export const cancelScript = `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local prefix, by, channel = ARGV[1], ARGV[2], ARGV[3]
${cancelLua}
local base, id = place(KEYS[1])
-- What has ended is left as it is, with all it left behind.
if base and (redis.call('ZSCORE', base .. 'completed', id) or redis.call('ZSCORE', base .. 'failed', id)) then return 'ended before' end
return cancelTree(KEYS[1])
`
