/**
 * Hash field of a job: how many lines its log ever had, how many it held when that was written, and which append wrote it, as
 * `15000:10000:<append>`. BullMQ ignores it and removes it with the job.
 */
export const logCountField = 'waybill:log'

/**
 * Lua. `logCount(job, logs)` returns how many lines a log ever had, how many it holds now, and which append was the last. Lines that
 * another program appended since are counted; a log nobody of Waybill wrote in is counted from its beginning.
 */
export const logCount = `
local function logCount(job, logs)
  local kind = redis.call('TYPE', logs).ok
  if kind ~= 'list' and kind ~= 'none' then return 0, 0, '' end
  local held = redis.call('LLEN', logs)
  local total, heldThen, append = string.match(redis.call('HGET', job, '${logCountField}') or '', '^(%d+):(%d+):(.*)$')
  if not total or #total > 15 then return held, held, '' end
  return math.max(tonumber(total) + math.max(held - tonumber(heldThen), 0), held), held, append
end
`
