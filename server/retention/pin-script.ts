import { pinned } from '#core/job-flags.ts'
import { flagsField } from '#server/queues.ts'
import { keepingScript } from './keeping-script.ts'
import { pinnedEvent } from './pinned-event.ts'

/**
 * Pins a finished job, or lets its time count on, and tells the queue's event stream. One that is no longer pinned stays until
 * ARGV[3] at least. A time that is over already was told to everybody: such a job is not saved any more.
 *
 * KEYS the queue's prefix, its list `due`. ARGV the job's id, whether it is to be pinned, the time it stays at least, now.
 * Returns 0 when the job has not ended or is not Waybill's, -1 when its time is over, otherwise 1 and until when it is kept.
 */
export const pinScript = `${keepingScript}
local base, due, id, on = KEYS[1], KEYS[2], ARGV[1], ARGV[2] == '1'
local set, till, isHeld = keeping(base, id)
if not set then return { 0 } end
local isPinned = till == false and not isHeld
if till and till <= tonumber(ARGV[4]) then return { -1 } end
if isPinned == on then return { 1, till and string.format('%.0f', till) or '' } end
local key = base .. id
local attempt = string.format('%.0f', tonumber(redis.call('HGET', key, 'ats') or '0') or 0)
local keepUntil = string.format('%.0f', tonumber(ARGV[3]))
local flags = on and '["${pinned}"]' or '[],"keepUntil":' .. keepUntil
redis.call('HSET', key, '${flagsField}', '{"attempt":' .. attempt .. ',"flags":' .. flags .. '}')
set, till = keeping(base, id)
local text = till and string.format('%.0f', till) or ''
if on or not till then redis.call('ZREM', due, id) else redis.call('ZADD', due, till, id) end
local kept = tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000
redis.call('XADD', base .. 'events', 'MAXLEN', '~', kept, '*',
  'event', '${pinnedEvent}', 'jobId', id, 'attempt', attempt, 'pinned', on and '1' or '0', 'expiresAt', text)
return { 1, text }
`
