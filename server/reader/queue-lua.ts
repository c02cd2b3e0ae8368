/** What a script needs to know of a queue as a whole. `base` is the queue's prefix with the final colon. */
export const queueLua: string = `
local function size(command, key)
  local n = redis.pcall(command, key)
  return type(n) == 'number' and n or 0
end

-- BullMQ 5 moved the jobs of a paused queue to a list of their own.
local function countsOf(base)
  return {
    size('LLEN', base .. 'wait') + size('LLEN', base .. 'paused') + size('ZCARD', base .. 'prioritized')
      + size('ZCARD', base .. 'delayed') + size('ZCARD', base .. 'waiting-children'),
    size('LLEN', base .. 'active'), size('ZCARD', base .. 'completed'), size('ZCARD', base .. 'failed'),
  }
end

-- The limits that hold for all workers, as text, and which of them lets nothing begin now: BullMQ's own two questions.
local function limitsOf(base)
  local meta = redis.pcall('HMGET', base .. 'meta', 'concurrency', 'max', 'duration')
  if meta.err then return { false, false, false, '' } end
  local most, max = tonumber(meta[1]), tonumber(meta[2])
  local held = ''
  if most and size('LLEN', base .. 'active') >= most then
    held = 'concurrency'
  elseif max then
    local begun = redis.pcall('GET', base .. 'limiter')
    local full = type(begun) == 'string' and (tonumber(begun) or 0) >= max
    if full and size('PTTL', base .. 'limiter') > 0 then held = 'rate' end
  end
  return { meta[1], meta[2], meta[3], held }
end
`
