import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ports that kernels give to connections that go out: one of those may be taken between now and the moment that somebody listens on
 * it. And 10,000 above, where a node of a cluster listens as well, there is a port, too.
 */
const [from, to] = [20_000, 32_000]

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = from + Math.floor(Math.random() * (to - from))
    const server = createServer()
    const isFree = await once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
  throw new Error('No port of 127.0.0.1 could be listened on.')
}
