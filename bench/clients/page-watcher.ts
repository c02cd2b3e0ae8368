import { Redial } from '#components/live/redial.ts'
import { WatchSession } from '#components/live/watch-session.ts'
import type { Job } from '#core/job.ts'
import type { Changes, Mark, Reset, WatchAck } from '#core/protocol.ts'
import type { View } from '#core/view.ts'
import { LightSocket } from './light-socket.ts'

export interface PageWatcherOptions {
  url: string
  view: View
  localAddress?: string
  /** Told when what it shows, or how far that can be trusted, may have changed. */
  onChange?(watcher: PageWatcher): void
}

type Message = ['changes', Changes] | ['mark', Mark] | ['reset', Reset]

/** Watches as the product's page does, with its code for folding, asking again and dialling again, but without its socket. */
export class PageWatcher {
  readonly #session: WatchSession
  readonly #redial = new Redial({ dial: () => this.dial() })
  #socket: LightSocket | undefined
  #names = 0
  /** When the present connection was made, on `performance.now()`. */
  connectedAt = 0

  constructor(private readonly options: PageWatcherOptions) {
    this.#session = new WatchSession(options.view, {
      transport: {
        connect: () => {},
        watch: (request, answer) => this.#socket?.ask('watch', request, (ack) => answer(ack as WatchAck)),
        unwatch: (watch) => this.#socket?.say('unwatch', { watch }),
        close: () => {},
      },
      random: Math.random,
      newName: () => `w${++this.#names}`,
      changed: () => options.onChange?.(this),
      serverTime: () => {},
      serverState: () => {},
      folded: () => {},
    })
  }

  get isReady(): boolean {
    return this.#session.watch.ready
  }

  get jobs(): Job[] {
    return [...this.#session.watch.jobs().values()]
  }

  dial(): void {
    const { url, localAddress } = this.options
    const onEvent = (json: string) => this.#heard(JSON.parse(json) as Message)
    const onLost = () => {
      this.#session.disconnected()
      this.#socket = undefined
      this.#redial.lost()
    }
    LightSocket.connect({ url, localAddress, onEvent, onLost }).then(
      (socket) => {
        this.#socket = socket
        this.connectedAt = performance.now()
        this.#session.connected()
      },
      () => this.#redial.lost(),
    )
  }

  #heard([name, message]: Message): void {
    // Of a watch that was given up.
    if (message.watch !== this.#session.name) return
    if (name === 'changes') this.#session.changes(message)
    if (name === 'mark') this.#session.mark(message)
    if (name === 'reset') this.#session.reset(message)
  }
}
