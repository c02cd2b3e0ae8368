import { once } from 'node:events'
import WebSocket from 'ws'
import { credentials } from '../credentials.ts'

/** A WebSocket that speaks Engine.IO by hand, so that it can say what no client would. */
export class RawSocket {
  readonly heard: string[] = []
  closed = false

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : String(data)
      if (text === '2') socket.send('3')
      else this.heard.push(text)
    })
    socket.on('error', () => {}) // the server cuts off what it refuses; `close` follows
    socket.on('close', () => {
      this.closed = true
    })
  }

  /** Opens it as far as Engine.IO goes; with `join`, also the namespace. */
  static async open(url: string, { join = true } = {}): Promise<RawSocket> {
    const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
    const socket = new WebSocket(address, { perMessageDeflate: false, headers: credentials })
    const opened = new RawSocket(socket)
    await once(socket, 'open')
    if (join) {
      opened.send('40')
      await opened.hears(/^40/)
    }
    return opened
  }

  send(packet: string | Buffer): void {
    this.socket.send(packet)
  }

  /** Sends one message in pieces of one byte. */
  sendInPieces(packet: string): void {
    for (const [i, letter] of [...packet].entries()) this.socket.send(letter, { fin: i === packet.length - 1 })
  }

  /** Resolves to the first message that matches, also one that has come already. */
  async hears(pattern: RegExp, withinMs = 5_000): Promise<string> {
    const found = await waitFor(() => this.heard.find((message) => pattern.test(message)), withinMs)
    if (found === undefined) throw new Error(`Nothing matched ${pattern}. Heard: ${this.heard.join(' ').slice(0, 500)}`)
    return found
  }

  async isCutOff(withinMs = 5_000): Promise<boolean> {
    return (await waitFor(() => this.closed || undefined, withinMs)) === true
  }

  close(): void {
    this.socket.terminate()
  }
}

async function waitFor<T>(look: () => T | undefined, withinMs: number): Promise<T | undefined> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const found = look()
    if (found !== undefined || performance.now() > deadline) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
