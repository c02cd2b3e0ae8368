import type { WatchListener, WatchTransport } from '#components/live/watch-transport.ts'
import type { WatchRequest } from '#core/protocol.ts'
import type { Bridge } from '#server/bridge/bridge.ts'
import type { Announcement } from '#server/bridge/broadcast.ts'

/** The wire between a browser's store and a bridge of this process; it can be cut. */
export class BridgeTransport implements WatchTransport {
  listener: WatchListener | undefined
  private readonly open = new Set<() => void>()

  constructor(private readonly bridge: Bridge) {}

  connect(listener: WatchListener) {
    this.listener = listener
    listener.connected()
  }
  async watch({ watch, view, cursor }: WatchRequest, answer: Parameters<WatchTransport['watch']>[1]) {
    let n = 0
    const early: Announcement[] = []
    const send = ({ events, dropped, counts, cursor }: Announcement) => {
      n += 1
      this.listener?.changes({ watch, n, cursor, events, dropped, counts })
    }
    let tell = (told: Announcement): void => void early.push(told)
    const subscriber = { changes: (told: Announcement) => tell(told), reset() {} }
    if (view.kind === 'ops' || view.kind === 'schedules') throw new Error('A bridge shows jobs only.')
    const opened = await this.bridge.open(view, subscriber, cursor)
    this.open.add(opened.close)
    const jobs = opened.mode === 'snapshot' ? opened.jobs : undefined
    answer({ ok: true, mode: opened.mode, cursor: opened.cursor, jobs, now: Date.now() })
    tell = send
    for (const told of early) send(told)
  }
  unwatch() {}
  cut() {
    for (const close of this.open) close()
    this.open.clear()
    this.listener?.disconnected()
  }
  close() {
    this.cut()
  }
}
