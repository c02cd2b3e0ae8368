import { createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { LaunchError } from './launch-error.mjs'

// A browser that is told `localhost` may try either first: a stranger on one of them would be taken for Waybill.
const loopbacks = ['127.0.0.1', '::1']
const triedPorts = 100

/** A port of 127.0.0.1 that nothing listens on. */
export const anyFreePort = () => listenOnce(0, '127.0.0.1')

/** Whether nothing listens on `port` of any loopback address. */
export async function isPortFree(port) {
  for (const host of loopbacks) {
    if ((await listenOnce(port, host)) === undefined) return false
  }
  return true
}

/**
 * The port Waybill serves: `port` itself when it was asked for by name (`explicit`), otherwise the next one that is free.
 * `patienceMs` is how long a taken one may take to become free.
 */
export async function choosePort({ port, explicit }, { say, patienceMs = 0 }) {
  if (explicit) {
    const deadline = performance.now() + patienceMs
    while (!(await isPortFree(port))) {
      if (performance.now() >= deadline) {
        throw new LaunchError(
          `Port ${port} is taken by another program. End it, set PORT to another port, or leave PORT out.`,
        )
      }
      await delay(100)
    }
    return port
  }
  for (let candidate = port; candidate < port + triedPorts && candidate <= 65_535; candidate++) {
    if (!(await isPortFree(candidate))) continue
    if (candidate !== port) say(`Port ${port} is taken, so Waybill uses ${candidate}.`)
    return candidate
  }
  throw new LaunchError(`Ports ${port} to ${port + triedPorts - 1} are all taken. Set PORT to a free one.`)
}

/** The port that could be listened on; undefined when it is taken. */
function listenOnce(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      // Machines without IPv6 have no ::1, so nothing can be in the way there.
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(port)
      else if (error.code === 'EACCES') reject(new LaunchError(`Port ${port} may not be used by this user. Set PORT.`))
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(address.port))
    })
  })
}
