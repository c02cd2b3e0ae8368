import { once, setMaxListeners } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'

/** What goes wrong on a way. Faults add up; none at all is a healthy way. */
export interface Fault {
  /** New connections are reset at once. */
  refuse?: boolean
  /** Bytes stay where they are and nobody is told. After healing they arrive, as TCP would send them again. */
  blackhole?: boolean
  latencyMs?: number
  /** Bytes travel in pieces of this size, so that no message arrives whole. */
  sliceBytes?: number
  bytesPerSecond?: number
}

/** Stands between a client and a port of this machine, and lets a test harm what passes. */
export class TcpProxy {
  #fault: Fault = {}
  #changed = signalForMany()
  readonly #pairs = new Set<readonly [Socket, Socket]>()

  private constructor(
    private readonly server: Server,
    private readonly targetPort: number,
    readonly port: number,
  ) {
    server.on('connection', (client) => this.#accept(client))
  }

  static async open(targetPort: number): Promise<TcpProxy> {
    const server = createServer({ noDelay: true })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The proxy has no port; this needs TCP.')
    return new TcpProxy(server, targetPort, address.port)
  }

  /** Replaces all faults; with nothing given the way is healthy again. */
  set(fault: Fault = {}): void {
    this.#fault = fault
    this.#changed.abort()
    this.#changed = signalForMany()
  }

  /** Resets every connection that is open now; new ones are welcome. */
  cut(): void {
    for (const socket of [...this.#pairs].flat()) {
      // A socket that is just ending cannot be reset: libuv would keep it, and the process could spin for ever at its end.
      if (socket.writableEnded || socket.connecting) socket.destroy()
      else socket.resetAndDestroy()
    }
  }

  get connections(): number {
    return this.#pairs.size
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve))
    this.set()
    this.cut()
    await closed
  }

  #accept(client: Socket): void {
    if (this.#fault.refuse) {
      client.on('error', () => {}) // it is being refused: whatever it says is of no interest
      client.resetAndDestroy()
      return
    }
    const target = connect({ port: this.targetPort, host: '127.0.0.1', noDelay: true })
    const pair = [client, target] as const
    this.#pairs.add(pair)
    for (const socket of pair) socket.on('error', () => {}) // the other side is told below, by being closed as well
    void Promise.all([this.#pump(client, target), this.#pump(target, client)]).finally(() => this.#pairs.delete(pair))
  }

  async #pump(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from) await this.#pass(chunk, to)
      await this.#untilOpen(to)
      to.end()
    } catch {
      // One side broke: the other learns of it, but not through a way that carries nothing.
      await this.#untilOpen(to)
      to.destroy()
    }
  }

  async #pass(chunk: Buffer, to: Socket): Promise<void> {
    const { latencyMs, sliceBytes = chunk.length } = this.#fault
    if (latencyMs) await this.#wait(latencyMs)
    for (let at = 0; at < chunk.length; at += sliceBytes) {
      await this.#untilOpen(to)
      const piece = chunk.subarray(at, at + sliceBytes)
      if (to.destroyed) throw new Error('The other side is gone.')
      // `close` as well: a broken side never drains.
      if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')])
      if (this.#fault.bytesPerSecond) await this.#wait((piece.length * 1_000) / this.#fault.bytesPerSecond)
      else if (piece.length < chunk.length) await nextTurn()
    }
  }

  async #untilOpen(to: Socket): Promise<void> {
    while (this.#fault.blackhole && !to.destroyed) await this.#wait(60_000)
  }

  /** Waits, or until the faults change. */
  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#changed.signal }).catch(() => {}) // woken early: the fault is another now
  }
}

/** Every connection waits for the same change, and there may be many. */
function signalForMany(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}
