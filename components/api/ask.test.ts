import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { AskError, ask, askBytes } from './ask.ts'

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('an answer that is broken off is no answer, whatever its status was', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 })
    response.write('{"nextRuns":', () => response.destroy())
  })
  await expect(ask(url)).rejects.toMatchObject({ problem: { code: 'unreachable' } })
  await expect(ask(url)).rejects.toBeInstanceOf(AskError)
  await expect(askBytes(url)).rejects.toMatchObject({ problem: { code: 'unreachable' } })
})

test('an answer without a body is one', async () => {
  const url = await serve((_request, response) => void response.writeHead(204).end())
  expect(await ask(url)).toBeUndefined()
})
