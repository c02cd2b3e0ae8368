/** Redis answered with an error, such as `NOAUTH` or `LOADING`. */
export class RedisReplyError extends Error {
  name = 'RedisReplyError'
}

/**
 * Reads one reply (RESP2) that starts at `offset`: `{value, end}`, or undefined while it is not all there. An error reply is
 * returned as a `RedisReplyError` value. Throws on bytes that are not Redis's protocol.
 */
export function readReply(bytes, offset = 0) {
  const lineEnd = bytes.indexOf('\r\n', offset)
  if (lineEnd === -1) return undefined
  const rest = bytes.toString('utf8', offset + 1, lineEnd)
  const next = lineEnd + 2
  switch (String.fromCharCode(bytes[offset])) {
    case '+':
      return { value: rest, end: next }
    case '-':
      return { value: new RedisReplyError(rest), end: next }
    case ':':
      return { value: Number(rest), end: next }
    case '$':
      return readBulk(bytes, next, Number(rest))
    case '*':
      return readArray(bytes, next, Number(rest))
    default:
      throw new Error('it does not speak the Redis protocol')
  }
}

function readBulk(bytes, offset, length) {
  if (length < 0) return { value: null, end: offset }
  const end = offset + length
  return bytes.length < end + 2 ? undefined : { value: bytes.toString('utf8', offset, end), end: end + 2 }
}

function readArray(bytes, offset, length) {
  const items = []
  let end = offset
  for (let index = 0; index < length; index++) {
    const item = readReply(bytes, end)
    if (!item) return undefined
    items.push(item.value)
    end = item.end
  }
  return { value: items, end }
}
