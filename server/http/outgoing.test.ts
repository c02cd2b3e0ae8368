import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createOutgoing, type OutgoingOptions } from './outgoing.ts'
import { outgoingTarget, strictRules } from './outgoing-target.ts'
import { isPublicAddress } from './public-address.ts'

test.each([
  ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.0.8'],
  ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '100::1'],
  ...[
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
  ],
  ...['127.1', '0x7f000001', '2130706433', '017700000001', '0177.0.0.1', 'fe80::1%eth0', 'localhost', ''],
])('%s is not on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '93.184.215.14', '2606:4700::1111'])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ...[
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
  ],
  ...[
    'https://user:pass@example.com/',
    'https://user@example.com/',
    'https://example.com:6379/',
    'https://example.com:25/',
  ],
  ...['https://127.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://017700000001/', 'https://[::1]/'],
  ...[
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://169.254.169.254/latest/',
    'https://①②⑦.0.0.1/',
  ],
  ...['', 'example.com', '//example.com', 'https://', `https://example.com/${'x'.repeat(3_000)}`],
])('%s is not called', (url) => {
  expect(() => outgoingTarget(url, strictRules)).toThrow(/^The address cannot be called\. It /)
})

test('a refusal does not repeat the address, which may hold a secret', () => {
  expect(() => outgoingTarget('https://user:secret@10.0.0.1/token=secret', strictRules)).toThrow(/^(?!.*secret)/s)
})

test('an unusual way to write an address is read as what it means, and what follows a # is not sent', () => {
  expect(outgoingTarget('HTTPS://EXAMPLE.com:443/a?b#c', strictRules).href).toBe('https://example.com/a?b')
  expect(outgoingTarget('https://bücher.example/', strictRules).hostname).toBe('xn--bcher-kva.example')
})

/** A server on this machine under the name `hook.example`, and a client that may reach it. */
async function serve(answer: RequestListener, over: Partial<OutgoingOptions> = {}) {
  const server = createServer(answer)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  const rules = { http: true, ports: [port], isAllowed: (address: string) => address === '127.0.0.1' }
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  return { url: `http://hook.example:${port}/in?a=1`, port, rules, call: createOutgoing({ rules, resolve, ...over }) }
}

test('what is allowed is called by its name, with its body', async () => {
  const { url, call, port } = await serve(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.writeHead(201).end(`${request.method} ${request.url} ${request.headers.host} ${Buffer.concat(chunks)}`)
  })
  const { status, body, cut } = await call({ url, body: 'hello', headers: { 'Content-Type': 'text/plain' } })
  expect([status, String(body), cut]).toEqual([201, `POST /in?a=1 hook.example:${port} hello`, false])
})

test('a name is asked for once, and the connection goes to what was checked', async () => {
  let asked = 0
  const rebinding = async () => {
    asked += 1
    return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }]
  }
  const { url, call } = await serve((_request, response) => void response.end('ok'), { resolve: rebinding })
  expect((await call({ url })).status).toBe(200)
  expect(asked).toBe(1)
  await expect(call({ url })).rejects.toThrow('Its name leads to a network that is not public.')
})

test('one private address among public ones is enough to refuse a name, and so is none', async () => {
  for (const addresses of [['127.0.0.1', '10.0.0.1'], ['::1'], []]) {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const { url, call } = await serve((_request, response) => void response.end('never'), { resolve })
    await expect(call({ url }), String(addresses)).rejects.toThrow('The address cannot be called.')
  }
})

test('by default nothing on this machine can be called, by no name', async () => {
  const { port } = await serve((_request, response) => void response.end('never'))
  const open = { ...strictRules, http: true, ports: [port] }
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  for (const host of ['hook.example', '127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '127.0.0.1.']) {
    const call = createOutgoing({ rules: open, resolve })
    await expect(call({ url: `http://${host}:${port}/` }), host).rejects.toThrow('The address cannot be called.')
  }
})

test('a redirect is not followed', async () => {
  let calls = 0
  const { url, call } = await serve((_request, response) => {
    calls += 1
    response.writeHead(307, { Location: 'http://169.254.169.254/' }).end()
  })
  expect((await call({ url })).status).toBe(307)
  expect(calls).toBe(1)
})

test('of a long answer only the beginning is read, and nothing is unpacked', async () => {
  const { url, call } = await serve((request, response) => {
    expect(request.headers['accept-encoding']).toBe('identity')
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
    }
    response.on('drain', more)
    more()
  })
  const { body, cut } = await call({ url })
  expect([body.length, cut]).toEqual([16 * 1024, true])
})

test('an answer that does not come, or not to its end, is given up in time', async () => {
  for (const answer of [() => {}, (_: unknown, response: { write(text: string): void }) => response.write('a')]) {
    const { url, call } = await serve(answer, { withinMs: 100 })
    await expect(call({ url })).rejects.toThrow('It did not answer within 0.1 s.')
  }
})

test('a call that breaks off says so, and not to whom it went', async () => {
  const { url, call } = await serve((request) => void request.socket.destroy())
  await expect(call({ url })).rejects.toThrow(/^The call failed\. It could not be reached, or broke off\.$/)
})
