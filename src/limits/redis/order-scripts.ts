import { RedisScript } from "./redis-script.js";

// Each script reads all that it needs before it writes: a key of a wrong type
// ends it with nothing done. Numbers that are written come in as text, because
// Lua prints large ones in powers of ten.

const DAY_MS = 86_400_000;
/** Daily values outlive the day in every time zone of those who look at them. */
const RECORD_TTL_MS = 49 * 3_600_000;
const IDEMPOTENCY_TTL_MS = 24 * 3_600_000;
const RATE_WINDOW_MS = 60_000;
const RATE_TTL_MS = 2 * RATE_WINDOW_MS;
/** A call that was given up may still run when Redis comes back; by then it is long over. */
const VOID_TTL_MS = 600_000;
/** How long orders are refused after records were lost: then nothing of what was lost would count any more. */
export const LOST_TTL_MS = 24 * 3_600_000;
/** In flight for that long without a renewal: the gateway that sent it is gone. */
export const LEASE_MS = 90_000;

/** Redis's own time: the clocks of gateways differ. `shift` is what tests move it by. */
const CLOCK = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])
local today = math.floor(now / ${DAY_MS})
local function text(number) return string.format('%.0f', number) end
`;

/**
 * Whether what this gateway wrote is still there: the epoch is the one that it knows, and no acknowledged write is
 * missing. If not, all gateways are stopped from counting on, once: the new epoch's mark tells the others, who find the
 * same later, that the operator knows. Returns the epoch, and whether it is the first one.
 */
const VERIFY = `
local function verify(lostKey, writerKey, dayKey, epochKey, replica, acked, sawToday, known, fresh)
  local epoch = redis.call('GET', epochKey)
  local written = tonumber(redis.call('GET', writerKey) or '0')
  local seen = redis.call('HEXISTS', dayKey, 'seen:' .. replica)
  if written >= acked and (seen == 1 or not sawToday) and (known == '' or known == epoch) then
    if epoch then return epoch, false end
    redis.call('SET', epochKey, fresh, 'PX', ${RECORD_TTL_MS})
    return fresh, true
  end
  local told = epoch and epoch ~= known and string.sub(epoch, -1) == '!'
  if not told then
    epoch = fresh .. '!'
    redis.call('SET', epochKey, epoch, 'PX', ${RECORD_TTL_MS})
    redis.call('SET', lostKey, text(now), 'PX', ${LOST_TTL_MS})
  end
  redis.call('SET', writerKey, text(math.max(written, acked)), 'PX', ${RECORD_TTL_MS})
  redis.call('HSET', dayKey, 'seen:' .. replica, '1')
  redis.call('PEXPIRE', dayKey, ${RECORD_TTL_MS})
  return epoch, false
end
`;

/** The record of an idempotency key as an answer, or false where there is none. */
const RECALL = `
local function recall(key, body)
  local record = redis.call('HMGET', key, 'body', 'state', 'lease', 'until', 'reply', 'order', 'value', 'day', 'trace')
  if not record[1] or tonumber(record[4]) <= now then return false end
  if record[1] ~= body then return { 'conflict' } end
  if record[2] == 'answered' then return { 'replay', record[5] } end
  if record[2] == 'not_placed' then return { 'not_placed' } end
  if record[2] == 'in_flight' then
    if tonumber(record[3]) > now then return { 'in_flight' } end
    redis.call('HSET', key, 'state', 'unknown')
  end
  local age = now - (tonumber(record[4]) - ${IDEMPOTENCY_TTL_MS})
  return { 'unknown', record[6], record[7], record[8], record[9], text(age) }
end
`;

/** KEYS record; ARGV shift, body. */
export const recallScript = new RedisScript(`${CLOCK}${RECALL}
return recall(KEYS[1], ARGV[2]) or { 'new' }
`);

/**
 * KEYS lost, writer, day, epoch, rate, order[, record].
 * ARGV shift, day number, replica, acknowledged writes, saw today (1 or 0), known epoch or '', new epoch,
 * limited (1 or 0), owner, order id, value, most of the day or '', most a minute or '', counts (1 or 0), day,
 * idempotency body, trace.
 */
export const admitScript = new RedisScript(`${CLOCK}${VERIFY}${RECALL}
local owner, id, value = ARGV[9], ARGV[10], ARGV[11]
if today ~= tonumber(ARGV[2]) then return { 'day', text(now) } end
if redis.call('EXISTS', KEYS[6]) == 1 then return { 'void' } end
if KEYS[7] then
  local known = recall(KEYS[7], ARGV[16])
  if known then return known end
end
local epoch = verify(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[3], tonumber(ARGV[4]), ARGV[5] == '1', ARGV[6], ARGV[7])
if ARGV[8] == '1' and redis.call('EXISTS', KEYS[1]) == 1 then return { 'lost', epoch } end
local counts = ARGV[14] == '1'
if counts then
  local recent = redis.call('ZCOUNT', KEYS[5], '(' .. text(now - ${RATE_WINDOW_MS}), '+inf')
  local most = tonumber(ARGV[13])
  if most and recent >= most then
    local leaving = {}
    local at = redis.call('ZCARD', KEYS[5]) - most
    if most > 0 then leaving = redis.call('ZRANGE', KEYS[5], at, at, 'WITHSCORES') end
    return { 'over_rate', text(math.max(1, tonumber(leaving[2] or now) + ${RATE_WINDOW_MS} - now)) }
  end
end
local spent = tonumber(redis.call('HGET', KEYS[3], 'value:' .. owner) or '0')
if ARGV[12] ~= '' and tonumber(value) > 0 and spent + tonumber(value) > tonumber(ARGV[12]) then
  return { 'over_daily_value', text((today + 1) * ${DAY_MS} - now) }
end
if tonumber(value) > 0 then redis.call('HINCRBY', KEYS[3], 'value:' .. owner, value) end
redis.call('HSET', KEYS[3], 'seen:' .. ARGV[3], '1')
redis.call('PEXPIRE', KEYS[3], ${RECORD_TTL_MS})
if counts then
  redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', text(now - ${RATE_WINDOW_MS}))
  redis.call('ZADD', KEYS[5], text(now), id)
  redis.call('PEXPIRE', KEYS[5], ${RATE_TTL_MS})
end
redis.call('HSET', KEYS[6], 'value', value)
redis.call('PEXPIRE', KEYS[6], ${RECORD_TTL_MS})
if KEYS[7] then
  redis.call('DEL', KEYS[7])
  redis.call('HSET', KEYS[7], 'body', ARGV[16], 'state', 'in_flight', 'lease', text(now + ${LEASE_MS}),
    'until', text(now + ${IDEMPOTENCY_TTL_MS}), 'order', id, 'value', value, 'day', ARGV[15], 'trace', ARGV[17])
  redis.call('PEXPIRE', KEYS[7], ${IDEMPOTENCY_TTL_MS})
end
local written = redis.call('INCR', KEYS[2])
redis.call('PEXPIRE', KEYS[2], ${RECORD_TTL_MS})
return { 'admitted', epoch, text(written) }
`);

/**
 * KEYS order, day, rate[, record]; ARGV shift, outcome, order id, owner, reply.
 * The outcome `void` is that of an admission whose answer never came: also one that still comes then counts nothing.
 */
export const settleScript = new RedisScript(`${CLOCK}
local outcome, id, owner = ARGV[2], ARGV[3], ARGV[4]
local value = redis.call('HGET', KEYS[1], 'value')
if not value then
  if outcome == 'void' then
    redis.call('HSET', KEYS[1], 'void', '1')
    redis.call('PEXPIRE', KEYS[1], ${VOID_TTL_MS})
  end
  return 0
end
local mine = KEYS[4] and redis.call('HGET', KEYS[4], 'order') == id
if outcome == 'unknown' then
  redis.call('HSET', KEYS[1], 'unknown', '1')
  if mine then redis.call('HSET', KEYS[4], 'state', 'unknown') end
  return 1
end
if outcome == 'not_sent' and redis.call('HEXISTS', KEYS[1], 'unknown') == 1 then return 0 end
if outcome ~= 'accepted' then
  local field = 'value:' .. owner
  local spent = redis.call('HGET', KEYS[2], field) or '0'
  local back = value
  if tonumber(spent) < tonumber(value) then back = spent end
  if tonumber(back) > 0 then redis.call('HINCRBY', KEYS[2], field, '-' .. back) end
end
if outcome == 'void' then redis.call('ZREM', KEYS[3], id) end
redis.call('DEL', KEYS[1])
if mine then
  if outcome == 'accepted' or outcome == 'refused' then
    redis.call('HSET', KEYS[4], 'state', 'answered', 'reply', ARGV[5])
    redis.call('HDEL', KEYS[4], 'trace')
  elseif outcome == 'not_placed' then
    redis.call('HSET', KEYS[4], 'state', 'not_placed')
  else
    redis.call('DEL', KEYS[4])
  end
end
return 1
`);

/** KEYS record; ARGV shift, order id. */
export const renewScript = new RedisScript(`${CLOCK}
local record = redis.call('HMGET', KEYS[1], 'order', 'state')
if record[1] ~= ARGV[2] or record[2] ~= 'in_flight' then return 0 end
redis.call('HSET', KEYS[1], 'lease', text(now + ${LEASE_MS}))
return 1
`);

/** KEYS record; ARGV shift. Answers whether an order of it is in flight. */
export const inFlightScript = new RedisScript(`${CLOCK}
local record = redis.call('HMGET', KEYS[1], 'state', 'lease', 'until')
if record[1] ~= 'in_flight' or tonumber(record[2]) <= now or tonumber(record[3]) <= now then return 0 end
return 1
`);

/** KEYS day, rate; ARGV shift, day number, owner. */
export const usageScript = new RedisScript(`${CLOCK}
if today ~= tonumber(ARGV[2]) then return { 'day', text(now) } end
return { 'usage', redis.call('HGET', KEYS[1], 'value:' .. ARGV[3]) or '0',
  text(redis.call('ZCOUNT', KEYS[2], '(' .. text(now - ${RATE_WINDOW_MS}), '+inf')) }
`);

/**
 * Signs a gateway in and looks whether what it knows of is still there; also while nobody trades, so that all
 * gateways notice a loss within one heartbeat.
 * KEYS lost, writer, day, epoch; ARGV shift, day number, replica, acknowledged writes, saw today, known epoch, new epoch.
 */
export const heartbeatScript = new RedisScript(`${CLOCK}${VERIFY}
if today ~= tonumber(ARGV[2]) then return { 'day', text(now) } end
local epoch, begun =
  verify(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[3], tonumber(ARGV[4]), ARGV[5] == '1', ARGV[6], ARGV[7])
redis.call('HSET', KEYS[3], 'seen:' .. ARGV[3], '1')
local written = redis.call('GET', KEYS[2])
if not written then
  written = '1'
  redis.call('SET', KEYS[2], written)
end
for _, key in ipairs({ KEYS[2], KEYS[3], KEYS[4] }) do redis.call('PEXPIRE', key, ${RECORD_TTL_MS}) end
return { 'beat', epoch, written, begun and '1' or '0', text(redis.call('PTTL', KEYS[1])) }
`);
