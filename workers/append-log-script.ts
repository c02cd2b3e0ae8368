import { logCount, logCountField } from '#server/logs/log-count.ts'
import { loggedEvent } from '#server/logs/logged-event.ts'

/**
 * Appends lines to a job's log, keeps the last of them, counts them, and announces how many there are now in the queue's event stream:
 * all in one step, so that whoever hears of a line can read it. Writes only while `attempt` is the job's current one: a worker that
 * lost its job must not go on talking in it, and a removed job's keys must not come back. An append that a lost connection made the
 * client send once more is known by its name, and writes nothing.
 *
 * KEYS the job, its log, the queue's events, the queue's meta. ARGV the job's id, the attempt, the append's name, how many lines are
 * kept, how many lines were left out before these, then the lines. Returns 1 when the lines are in the log.
 */
export const appendLogScript = `${logCount}
local job, logs, events, meta = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, attempt, append, kept, skipped = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
if redis.call('HGET', job, 'ats') ~= attempt then return 0 end
local total, _, last = logCount(job, logs)
if last == append then return 1 end
-- What was left out stood between the older lines and these: without it the numbers of the older ones would be wrong.
if skipped > 0 then redis.call('DEL', logs) end
for i = 6, #ARGV do redis.call('RPUSH', logs, ARGV[i]) end
redis.call('LTRIM', logs, -kept, -1)
total = total + skipped + #ARGV - 5
local text = string.format('%.0f', total)
redis.call('HSET', job, '${logCountField}', text .. ':' .. redis.call('LLEN', logs) .. ':' .. append)
local most = tonumber(redis.call('HGET', meta, 'opts.maxLenEvents')) or 10000
redis.call('XADD', events, 'MAXLEN', '~', most, '*', 'event', '${loggedEvent}', 'jobId', id, 'total', text)
return 1
`
