import { connect as connectPlain, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { RedisReplyError, readReply } from './resp-reader.mjs'

/**
 * Connects and signs in to the Redis at `url` (redis:// or rediss://), with what Node.js alone offers: it is needed before any
 * package is installed. `call('INFO', 'server')` resolves to the reply; errors never contain the password.
 */
export async function connectRedis(url, { timeoutMs = 5_000 } = {}) {
  const { hostname, port, username, password, pathname, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const target = { host, port: Number(port || 6379) }
  const socket =
    protocol === 'rediss:' ? connectTls({ ...target, servername: isIP(host) ? '' : host }) : connectPlain(target)
  const waiting = []
  let unread = Buffer.alloc(0)
  let broken

  const fail = (error) => {
    broken ??= error
    socket.destroy()
    for (const { reject } of waiting.splice(0)) reject(broken)
  }
  socket.setTimeout(timeoutMs, () => fail(new Error(`it did not answer within ${timeoutMs / 1000} s`)))
  // Node.js tries every address of a name; its error then has no text of its own.
  socket.on('error', (error) => fail(new Error(error.message || error.code)))
  socket.on('close', () => fail(new Error('it closed the connection')))
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk])
    try {
      for (let reply = readReply(unread); reply; reply = readReply(unread)) {
        unread = unread.subarray(reply.end)
        settle(waiting.shift(), reply.value)
      }
    } catch (error) {
      fail(error)
    }
  })

  const call = (...args) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken)
      waiting.push({ resolve, reject })
      const parts = args.map((arg) => `$${Buffer.byteLength(String(arg))}\r\n${arg}\r\n`)
      socket.write(`*${args.length}\r\n${parts.join('')}`)
    })
  const close = () => fail(new Error('the connection was closed'))

  try {
    if (password) await call('AUTH', ...[username, password].filter(Boolean).map(decodeURIComponent))
    if (pathname.length > 1) await call('SELECT', pathname.slice(1))
    else if (!password) await call('PING')
  } catch (error) {
    close()
    throw error
  }
  return { call, close }
}

function settle(request, value) {
  if (value instanceof RedisReplyError) request?.reject(value)
  else request?.resolve(value)
}
