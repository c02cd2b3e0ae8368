import type { Changes, Mark, Reset, WatchAck } from '#core/protocol.ts'
import type { View } from '#core/view.ts'
import { type Gone, LiveWatch } from './live-watch.ts'
import type { WatchTransport } from './watch-transport.ts'

/** What a session needs of the store it belongs to. */
export interface SessionHost {
  readonly transport: WatchTransport
  readonly random: () => number
  /** A name no request had before, so that what was sent for an older one is told apart. */
  newName(): string
  /** Something to show has changed: the jobs, or how far they can be trusted. */
  changed(session: WatchSession): void
  serverTime(now: number): void
}

const firstRetryMs = 500
const lastRetryMs = 30_000

/** Codes with which the server refuses to watch a job that is not there; any other refusal is tried again. */
const goneCodes: Record<string, Gone | undefined> = { unknown_job: 'unknown', expired: 'expired' }

/** One view's talk with the server: asks for it, and asks again whenever something was lost. */
export class WatchSession {
  readonly watch: LiveWatch
  /** Name of the request in force; undefined while there is no connection. */
  name: string | undefined
  /** An answer is due. */
  asking = false
  /** When the server last said something, on the browser's clock. */
  heardAt = Date.now()
  #refusals = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(
    view: View,
    private readonly host: SessionHost,
  ) {
    this.watch = new LiveWatch(view)
  }

  ask(): void {
    clearTimeout(this.#retry)
    const name = this.host.newName()
    this.name = name
    this.#setAsking()
    const { view, cursor } = this.watch
    this.host.transport.watch({ watch: name, view, ...(cursor && { cursor }) }, (ack) => {
      if (this.name === name) this.#answered(ack)
    })
  }

  changes(changes: Changes): void {
    if (this.watch.receiveChanges(changes)) this.#heard()
    else this.#askAnew(changes.watch)
  }

  mark(mark: Mark): void {
    this.host.serverTime(mark.now)
    if (this.watch.receiveMark(mark)) this.#heard()
    else this.#askAnew(mark.watch)
  }

  reset({ afterMs }: Reset): void {
    this.watch.cursor = undefined
    this.#askLater(afterMs)
  }

  disconnected(): void {
    clearTimeout(this.#retry)
    this.name = undefined
    this.asking = false
  }

  leave(): void {
    clearTimeout(this.#retry)
    if (this.name) this.host.transport.unwatch(this.name)
    this.name = undefined
  }

  #answered(ack: WatchAck | undefined): void {
    const gone = ack && !ack.ok ? goneCodes[ack.code] : undefined
    if (!ack?.ok && !gone) {
      this.watch.cursor = undefined
      this.#askLater(Math.min(lastRetryMs, firstRetryMs * 2 ** this.#refusals++))
      return
    }
    this.asking = false
    this.#refusals = 0
    if (gone) this.watch.receiveGone(gone)
    if (ack?.ok) {
      this.host.serverTime(ack.now)
      this.watch.receiveAck(ack)
    }
    this.#heard()
  }

  /** Something was lost on the way: the cursor says from where to go on. */
  #askAnew(lost: string): void {
    this.host.transport.unwatch(lost)
    this.ask()
  }

  // Everybody is told at once when a server restarts: without jitter everybody would also be back at once.
  #askLater(afterMs: number): void {
    this.name = undefined
    this.#setAsking()
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.ask(), afterMs * (1 + this.host.random()))
  }

  #setAsking(): void {
    this.asking = true
    this.host.changed(this)
  }

  #heard(): void {
    this.heardAt = Date.now()
    this.host.changed(this)
  }
}
