import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { TcpProxy } from './tcp-proxy.ts'

/** A server that says everything back, a proxy before it, and a client of the proxy. */
async function echo() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    socket.pipe(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port.')
  const proxy = await TcpProxy.open(address.port)
  const client = await dial(proxy)
  onTestFinished(async () => {
    client.destroy()
    for (const socket of sockets) socket.destroy()
    await proxy.close()
    await new Promise((resolve) => server.close(resolve))
  })
  return { proxy, client, sockets }
}

async function dial(proxy: TcpProxy): Promise<Socket> {
  const client = connect({ port: proxy.port, host: '127.0.0.1' }).on('error', () => {})
  await once(client, 'connect')
  return client
}

async function read(client: Socket, bytes: number): Promise<string> {
  let text = ''
  while (text.length < bytes) text += String(await once(client, 'data'))
  return text
}

test('a healthy way passes everything on, both ways', async () => {
  const { client } = await echo()
  const text = 'parcel '.repeat(20_000)
  client.write(text)
  expect(await read(client, text.length)).toBe(text)
})

test('slices and latency change when bytes arrive, never which', async () => {
  const { proxy, client } = await echo()
  proxy.set({ sliceBytes: 16, latencyMs: 20 })
  const text = Array.from({ length: 300 }, (_, i) => `${i},`).join('')
  const from = performance.now()
  client.write(text)
  expect(await read(client, text.length)).toBe(text)
  expect(performance.now() - from).toBeGreaterThanOrEqual(35)
})

test('a cut way resets whoever is on it and takes new connections', async () => {
  const { proxy, client } = await echo()
  client.write('a')
  await read(client, 1)
  proxy.cut()
  const [error] = (await once(client, 'error').catch((reason: unknown) => [reason])) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNRESET')
  const again = await dial(proxy)
  again.write('b')
  expect(await read(again, 1)).toBe('b')
  again.destroy()
})

test('a black hole keeps what is sent until it heals, and tells nobody', async () => {
  const { proxy, client, sockets } = await echo()
  client.write('a')
  await read(client, 1)
  proxy.set({ blackhole: true })
  client.write('b')
  const other = await dial(proxy)
  other.write('c')
  // Both ends of a healthy connection answer meanwhile, so the silence is not just slowness.
  const quick = await echo()
  quick.client.write('d')
  await read(quick.client, 1)
  expect([...sockets].map((socket) => socket.bytesRead)).toEqual([1, 0])
  proxy.set()
  expect(await Promise.all([read(client, 1), read(other, 1)])).toEqual(['b', 'c'])
  other.destroy()
})

test('a way that refuses resets new connections and leaves the old ones', async () => {
  const { proxy, client } = await echo()
  client.write('a')
  await read(client, 1)
  proxy.set({ refuse: true })
  const refused = connect({ port: proxy.port, host: '127.0.0.1' })
  const [error] = (await once(refused, 'error').catch((reason: unknown) => [reason])) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNRESET')
  client.write('b')
  expect(await read(client, 1)).toBe('b')
})
