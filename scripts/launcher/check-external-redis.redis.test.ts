import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { checkExternalRedis } from './check-external-redis.mjs'
import { connectRedis } from './connect-redis.mjs'
import { findRedis } from './find-redis.mjs'
import { anyFreePort } from './free-port.mjs'
import { projectRoot } from './project-root.mjs'

const program = await findRedis({ root: projectRoot, say: () => {} })

/** A Redis as somebody else would run it. */
async function foreignRedis(...settings: string[]) {
  const port = await anyFreePort()
  const child = spawn(program.command, ['--port', String(port), '--save', '', ...settings], {
    stdio: 'ignore',
    env: { ...process.env, ...program.env },
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const up = () => connectRedis(`redis://127.0.0.1:${port}`).then((redis) => redis.close())
  await vi.waitFor(() => up().catch((error: Error) => expect(error.message).toContain('NOAUTH')), 10_000)
  return port
}

test('a Redis that never evicts is accepted', async () => {
  const port = await foreignRedis('--maxmemory-policy', 'noeviction')
  await expect(checkExternalRedis(`redis://127.0.0.1:${port}/3`)).resolves.toBeUndefined()
})

test('of several nodes one has to answer, and none that answers may be unfit', async () => {
  const [good, evicting, gone] = [await foreignRedis(), await foreignRedis('--maxmemory-policy', 'allkeys-lru'), 1]
  const check = (...ports: number[]) => checkExternalRedis(ports.map((port) => `redis://127.0.0.1:${port}`).join(', '))
  await expect(check(gone, good)).resolves.toBeUndefined()
  await expect(check(good, evicting)).rejects.toThrow(`127.0.0.1:${evicting}) has maxmemory-policy`)
  await expect(check(gone, gone)).rejects.toThrow(`redis://127.0.0.1:${gone}) cannot be used`)
})

test('[F28] a Redis that could evict jobs is refused with the command that mends it', async () => {
  const port = await foreignRedis('--maxmemory-policy', 'allkeys-lru')
  await expect(checkExternalRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
    /allkeys-lru.*CONFIG SET maxmemory-policy noeviction/,
  )
})

test('a password is needed where there is one, and never shown', async () => {
  const port = await foreignRedis('--requirepass', 'p@ss:word')
  await expect(
    checkExternalRedis(`redis://:${encodeURIComponent('p@ss:word')}@127.0.0.1:${port}`),
  ).resolves.toBeUndefined()
  await expect(checkExternalRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow('NOAUTH')
  const refusal = await checkExternalRedis(`redis://someone:s3cret@127.0.0.1:${port}`).catch(
    (error: Error) => error.message,
  )
  expect(refusal).toContain('WRONGPASS')
  expect(refusal).toContain(`redis://127.0.0.1:${port}`)
  expect(refusal).not.toMatch(/s3cret|someone/)
})

test('a Redis that is not there is refused with its address', async () => {
  const port = await anyFreePort()
  await expect(checkExternalRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
    `redis://127.0.0.1:${port}) cannot be used`,
  )
})

test('a server that accepts and says nothing is refused in time', async () => {
  const server = createServer(() => {})
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => sockets.add(socket))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const port = await anyFreePort()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const check = checkExternalRedis(`redis://127.0.0.1:${port}`, { timeoutMs: 100 })
  await expect(check).rejects.toThrow('did not answer within 0.1 s')
})

test.each(['localhost:6379', 'http://127.0.0.1', 'redis:', 'redis://127.0.0.1:1,', 'redis://127.0.0.1:1,b'])(
  'REDIS_URL %s is refused',
  async (url) => {
    await expect(checkExternalRedis(url)).rejects.toThrow('REDIS_URL')
  },
)
