import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { anyFreePort, choosePort, isPortFree } from './free-port.mjs'

async function occupy(port: number, host: string) {
  const server = createServer()
  onTestFinished(() => void server.close())
  await once(server.listen(port, host), 'listening')
  return server
}
const say = () => {}

test('a port somebody listens on is not free', async () => {
  const port = await anyFreePort()
  expect(await isPortFree(port)).toBe(true)
  await occupy(port, '127.0.0.1')
  expect(await isPortFree(port)).toBe(false)
})

test('a port that is taken on IPv6 only is not free', async () => {
  const port = await anyFreePort()
  await occupy(port, '::1')
  expect(await isPortFree(port)).toBe(false)
})

test('a taken default port makes way for the next free one, and it is said', async () => {
  const port = await anyFreePort()
  await occupy(port, '127.0.0.1')
  const said: string[] = []
  const chosen = await choosePort({ port, explicit: false }, { say: (line: string) => said.push(line) })
  expect(chosen).toBeGreaterThan(port)
  expect(said).toEqual([`Port ${port} is taken, so Waybill uses ${chosen}.`])
})

test('a taken port that was asked for is refused by its number', async () => {
  const port = await anyFreePort()
  await occupy(port, '127.0.0.1')
  await expect(choosePort({ port, explicit: true }, { say })).rejects.toThrow(`Port ${port} is taken`)
})

test('a port that becomes free in time is used', async () => {
  const port = await anyFreePort()
  const server = await occupy(port, '127.0.0.1')
  const chosen = choosePort({ port, explicit: true }, { say, patienceMs: 10_000 })
  server.close()
  expect(await chosen).toBe(port)
})
