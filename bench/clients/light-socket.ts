import { WebSocket } from 'ws'
import { socketPath } from '#core/socket-settings.ts'

export interface LightSocketOptions {
  url: string
  /** Told of every event, as it came: `["name",…]`. Left out by who only has to be there. */
  onEvent?(json: string): void
  onLost?(): void
  /** One address has only so many ports. */
  localAddress?: string
}

/** A browser gives up an attempt to connect after this long. */
const connectTimeoutMs = 8_000

/**
 * Speaks as much of Socket.IO as a watcher needs. A thousand of the real client would keep the machine busy with what is
 * not measured here.
 */
export class LightSocket {
  readonly #answers = new Map<number, (answer: unknown) => void>()
  #next = 0

  private constructor(
    private readonly socket: WebSocket,
    private readonly options: LightSocketOptions,
  ) {}

  /** Resolves when the server has taken the connection, rejects when it has not. */
  static connect(options: LightSocketOptions): Promise<LightSocket> {
    const address = `${options.url.replace(/^http/, 'ws')}${socketPath}?EIO=4&transport=websocket`
    const socket = new WebSocket(address, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handshakeTimeout: connectTimeoutMs,
      localAddress: options.localAddress,
    })
    const light = new LightSocket(socket, options)
    return new Promise((resolve, reject) => {
      let isConnected = false
      socket.on('message', (data) => {
        // With ws' usual settings every message is one buffer.
        const message = data as Buffer
        if (message[0] === 0x34 && message[1] === 0x30) {
          isConnected = true
          resolve(light)
        } else light.#received(message)
      })
      socket.on('error', reject)
      socket.on('close', () => {
        if (isConnected) options.onLost?.()
        else reject(new Error('The server closed the connection before it was there.'))
      })
    })
  }

  /**
   * Sends an event that is answered. A callback, not a promise: what follows an answer may arrive in the same task, and would
   * overtake a promise.
   */
  ask(event: string, payload: unknown, answer: (answer: unknown) => void): void {
    const number = this.#next++
    this.#answers.set(number, answer)
    this.socket.send(`42${number}${JSON.stringify([event, payload])}`)
  }

  say(event: string, payload: unknown): void {
    this.socket.send(`42${JSON.stringify([event, payload])}`)
  }

  close(): void {
    this.socket.terminate()
  }

  /** Engine.IO's packet type is the first character, Socket.IO's the second. */
  #received(message: Buffer): void {
    const [engine, packet] = message
    if (engine === 0x30) this.socket.send('40')
    else if (engine === 0x32) this.socket.send('3')
    else if (packet === 0x32) this.options.onEvent?.(message.toString('utf8', 2))
    else if (packet === 0x33) this.#answered(message.toString('utf8', 2))
  }

  #answered(text: string): void {
    const from = text.indexOf('[')
    const number = Number(text.slice(0, from))
    const answer = this.#answers.get(number)
    this.#answers.delete(number)
    answer?.((JSON.parse(text.slice(from)) as unknown[])[0])
  }
}
