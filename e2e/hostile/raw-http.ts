import { connect } from 'node:net'
import { credentials } from '../credentials.ts'

const authorization = `Authorization: ${credentials.Authorization}`

/** What a server said, whatever was sent to it. */
export interface RawAnswer {
  /** Undefined when it closed the connection without an answer. */
  status?: number
  /** Of the problem document, if there is one. */
  code?: string
  head: string
  body: string
}

export interface RawOptions {
  /** Whether nothing more will come, as when a client is gone after its request. */
  thenEnd?: boolean
  withinMs?: number
}

/** Sends bytes as they are, and resolves to all that comes back until the server closes the connection. */
export async function talk(url: string, bytes: string | Buffer, options: RawOptions = {}): Promise<RawAnswer> {
  const { thenEnd = false, withinMs = 10_000 } = options
  const { port } = new URL(url)
  const answer = await new Promise<string>((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8')
    const late = setTimeout(() => {
      socket.destroy()
      reject(
        new Error(`The server did not close the connection within ${withinMs} ms. It said: ${heard.slice(0, 500)}`),
      )
    }, withinMs)
    socket.on('data', (chunk: string) => {
      heard += chunk
    })
    socket.on('error', () => {}) // a server may cut off what it refuses; `close` follows
    socket.on('close', () => {
      clearTimeout(late)
      resolve(heard)
    })
    if (thenEnd) socket.end(bytes)
    else socket.write(bytes)
  })
  const [head = '', ...rest] = answer.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const status = /^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]
  return {
    status: status === undefined ? undefined : Number(status),
    code: /"code":"(\w+)"/.exec(body)?.[1],
    head,
    body,
  }
}

/** A request of an admin as text, its connection closed after the answer. */
export function raw(method: string, target: string, headers: readonly string[] = [], host = 'localhost'): string {
  return [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', authorization, ...headers, '', ''].join(
    '\r\n',
  )
}

/** A request with a body, of the type and length it has unless `headers` say otherwise. */
export function withBody(target: string, body: string | Buffer, headers: readonly string[] = []): Buffer {
  const bytes = Buffer.from(body)
  const says = (name: string) => headers.some((header) => header.toLowerCase().startsWith(`${name}:`))
  const own = [
    ...(says('content-type') ? [] : ['Content-Type: application/json']),
    ...(says('content-length') || says('transfer-encoding') ? [] : [`Content-Length: ${bytes.length}`]),
  ]
  return Buffer.concat([Buffer.from(raw('POST', target, [...own, ...headers])), bytes])
}
