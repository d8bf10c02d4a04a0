-- One append: check everything, then write; a script is atomic but is never rolled back.
--
-- KEYS  1 log  2 meta  3 track  4 idempotency key  5.. one index per aggregate
-- ARGV  1 log id  2 epoch  3 content hash ('' = no key)  4 key's lifetime in seconds
--       5 tracked source ('' = none)  6 before  7 after
--       8 number of aggregates, then the expected version of each
--       then per event: aggregate's number from 1, document, type, aggregate, version, traceparent
local meta = redis.call('HMGET', KEYS[2], 'id', 'epoch', 'position', 'floor')
if meta[1] ~= ARGV[1] then return {'wrong-log'} end
if meta[2] ~= ARGV[2] then return {'wrong-epoch'} end

if ARGV[3] ~= '' then
  local seen = redis.call('GET', KEYS[4])
  if seen then
    if string.sub(seen, 1, 32) ~= ARGV[3] then return {'key-reused'} end
    local first, count = struct.unpack('>I6I2', string.sub(seen, 33))
    return {'replayed', first, count}
  end
end

if ARGV[5] ~= '' then
  local at = tonumber(redis.call('HGET', KEYS[3], ARGV[5]) or '0')
  if at ~= tonumber(ARGV[6]) then return {'track-moved', at} end
end

local aggregates = tonumber(ARGV[8])
for i = 1, aggregates do
  local version = redis.call('STRLEN', KEYS[4 + i]) / 6
  if version ~= tonumber(ARGV[8 + i]) then return {'conflict', i, version} end
end

local position = tonumber(meta[3])
local first = position + 1
local next = 9 + aggregates
local count = (#ARGV - next + 1) / 6
-- Entries above the floor are exactly the positions above it, or somebody else wrote, deleted or trimmed.
if count > 0 and redis.call('XLEN', KEYS[1]) ~= position - tonumber(meta[4] or '0') then return {'rogue-entry'} end
local index = {}
for i = 0, count - 1 do
  local from = next + 6 * i
  position = position + 1
  -- The first write of all: where it fails (no memory, an id that is not above the last), nothing has been written.
  local call = redis.call
  if i == 0 then call = redis.pcall end
  local answer = call('XADD', KEYS[1], position .. '-0',
    'ce', ARGV[from + 1], 't', ARGV[from + 2], 'a', ARGV[from + 3], 'v', ARGV[from + 4], 'tp', ARGV[from + 5])
  if type(answer) == 'table' and answer.err then return answer end
  local number = tonumber(ARGV[from])
  index[number] = (index[number] or '') .. struct.pack('>I6', position)
end
for number, packed in pairs(index) do
  redis.call('APPEND', KEYS[4 + number], packed)
end
if count > 0 then
  redis.call('HSET', KEYS[2], 'position', position)
  if ARGV[3] ~= '' then
    redis.call('SET', KEYS[4], ARGV[3] .. struct.pack('>I6I2', first, count), 'EX', ARGV[4])
  end
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[3], ARGV[5], ARGV[7]) end
return {'appended', first, count}
