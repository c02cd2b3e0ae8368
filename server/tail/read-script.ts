/**
 * Reads what is new in many event streams in one step, with how many entries were ever written, so that a gap can be known. A
 * stream that cannot be read answers an error of its own and leaves the others alone.
 *
 * KEYS[i] a stream, ARGV[i] the last entry seen of it, or '' to read only where it ends.
 * Answers for each { kind, last id, first id, entries added or -1, length, 1 if there is more, entries }, where an entry is
 * { id, bytes left out, { name, value, … } }, or { 'broken', why }.
 *
 * Anybody can write entries of any size. A field beyond the snapshot's limit is left out here too, so that both say the same of the
 * job; large entries are read one at a time; and a stream gets only its share of one answer.
 */
export const readScript = `
local fieldLimit, entryLimit, fieldsLimit, largePart = 65536, 131072, 32, 262144
local most = math.max(16, math.floor(1000 / #KEYS))
local budget = math.max(65536, math.floor(2097152 / #KEYS))

-- { id, bytes left out, fields }, and how many bytes the fields had.
local function shorten(id, fields)
  local whole = 0
  for i = 1, #fields do whole = whole + #fields[i] end
  if whole <= fieldLimit and #fields <= 2 * fieldsLimit then return { id, 0, fields }, whole end
  local kept, size = {}, 0
  for i = 1, math.min(#fields, 2 * fieldsLimit), 2 do
    local bytes = #fields[i] + #fields[i + 1]
    if bytes <= fieldLimit and size + bytes <= entryLimit then
      size = size + bytes
      kept[#kept + 1] = fields[i]
      kept[#kept + 1] = fields[i + 1]
    end
  end
  return { id, whole - size, kept }, whole
end

local function newer(key, cursor)
  local entries, bytes, count = {}, 0, 8
  while true do
    local part = redis.call('XRANGE', key, '(' .. cursor, '+', 'COUNT', count)
    local partBytes = 0
    for _, found in ipairs(part) do
      local entry, whole = shorten(found[1], found[2])
      entries[#entries + 1] = entry
      bytes = bytes + whole - entry[2]
      partBytes = partBytes + whole
      cursor = found[1]
    end
    if #part < count then return entries, 0 end
    if #entries >= most or bytes >= budget then return entries, 1 end
    count = partBytes > largePart and 1 or math.min(64, most)
  end
end

local function read(key, cursor)
  local kind = redis.call('TYPE', key).ok
  if kind == 'none' then return { 'read', '0-0', '0-0', 0, 0, 0, {} } end
  local info = redis.pcall('XINFO', 'STREAM', key)
  if info.err then return { 'broken', info.err } end
  local said = {}
  for i = 1, #info, 2 do said[info[i]] = info[i + 1] end
  local first = said['first-entry'] and said['first-entry'][1] or '0-0'
  local entries, more = {}, 0
  if cursor ~= '' then entries, more = newer(key, cursor) end
  return { 'read', said['last-generated-id'], first, said['entries-added'] or -1, said['length'], more, entries }
end

local answers = {}
for i, key in ipairs(KEYS) do answers[i] = read(key, ARGV[i]) end
return answers
`
