import { keepingScript } from './keeping-script.ts'

/**
 * Looks through a part of a queue's finished jobs for those that are not on the list of what has to go and puts them there, then says
 * whose time is over. BullMQ keeps finished jobs sorted by when they ended, so a part is what follows a place in that order: reading goes
 * on there the next time, and no call ever reads a whole queue.
 *
 * KEYS the queue's prefix, its list `due`, its list `gone`. ARGV now, how many of each part, how long a job stays in `gone`, then for
 * each part: `completed` or `failed`, the time to go on from, and how many jobs of that very time are known.
 * Returns the ids whose time is over, the first first, and for each part how many were read, the last time, and how many had it.
 */
export const surveyScript = `${keepingScript}
local base, due, gone = KEYS[1], KEYS[2], KEYS[3]
local now, most = ARGV[1], tonumber(ARGV[2])
local parts = {}
for i = 4, #ARGV, 3 do
  local set, from, known = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  local rows = redis.call('ZRANGEBYSCORE', base .. set, from, '+inf', 'WITHSCORES', 'LIMIT', known, most)
  local last, same = from, known
  for at = 1, #rows, 2 do
    local id, ended = rows[at], rows[at + 1]
    same = ended == last and same + 1 or 1
    last = ended
    if not redis.call('ZSCORE', due, id) then
      local _, till, isHeld = keeping(base, id)
      -- One that its parent needs is looked at again in a minute: nobody says when the parent has ended.
      if till or isHeld then redis.call('ZADD', due, till or (tonumber(now) + 60000), id) end
    end
  end
  parts[#parts + 1] = { #rows / 2, last, same }
end
local time = redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', gone, '-inf', time[1] * 1000 - ARGV[3])
return { redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most), parts }
`
