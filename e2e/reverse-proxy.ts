import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'

export interface ReverseProxy {
  url: string
  close(): Promise<void>
}

export interface ReverseProxyOptions {
  port: number
  /** The port of what stands behind it. */
  target: number
  /** The address it calls from, so that what stands behind it can tell it from everybody else. */
  from: string
  /** The header only the proxy may write; what a visitor sends under its name is taken away. */
  header: string
  /** What the header says of whoever sends this request; undefined for nobody. */
  identify(request: IncomingMessage): Promise<string | undefined>
}

/** A small reverse proxy as it stands before a program: passes requests and upgrades on, and says who sends them. */
export async function startReverseProxy(options: ReverseProxyOptions): Promise<ReverseProxy> {
  const { port, target, from, header, identify } = options
  const headersFor = async (given: IncomingMessage) => {
    const { [header]: _forged, 'x-forwarded-for': before, ...headers } = given.headers
    const identity = await identify(given)
    const hops = [before, given.socket.remoteAddress].filter(Boolean).join(', ')
    return { ...headers, 'x-forwarded-for': hops, ...(identity !== undefined && { [header]: identity }) }
  }
  const server = createServer(async (given, answer) => {
    const { method, url: path } = given
    const headers = await headersFor(given)
    const passed = request({ host: '127.0.0.1', port: target, localAddress: from, method, path, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers)
      back.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    given.pipe(passed)
  })
  server.on('upgrade', async (given, socket, head) => {
    const headers = Object.entries(await headersFor(given)).map(([name, value]) => `${name}: ${value}`)
    const behind = connect({ host: '127.0.0.1', port: target, localAddress: from })
    for (const [end, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      end.on('error', () => other.destroy())
      end.on('close', () => other.destroy())
    }
    behind.write([`GET ${given.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'))
    behind.write(head)
    socket.pipe(behind).pipe(socket)
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    url: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
