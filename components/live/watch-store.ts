import type { Job } from '#core/job.ts'
import type { Changes, Mark, Reset } from '#core/protocol.ts'
import { compareStreamIds } from '#core/stream-id.ts'
import type { View } from '#core/view.ts'
import { type Connection, connectionOf, sameConnection } from './connection.ts'
import { LatencyTracker } from './latency-tracker.ts'
import type { LiveWatch } from './live-watch.ts'
import { nextFrame } from './next-frame.ts'
import { onPageWake } from './page-wake.ts'
import { Pulse } from './pulse.ts'
import { ServerClock } from './server-clock.ts'
import { viewKey } from './view-key.ts'
import { type ServerState, WatchSession } from './watch-session.ts'
import type { WatchListener, WatchTransport } from './watch-transport.ts'

interface Entry {
  session: WatchSession
  listeners: Set<() => void>
  leaving?: ReturnType<typeof setTimeout>
}

interface Options {
  /**
   * Runs `work` once, a little later, and gives how to call it off. Notifications in between are one. By default that is the next
   * frame, and `work` is told whether there is one.
   */
  schedule?: (work: (isInFrame?: boolean) => void) => () => void
  /** How long a watch outlives its last listener: navigation and StrictMode leave and come back at once. */
  lingerMs?: number
  random?: () => number
  /** Calls its listener when the network or the page is back. */
  onWake?: (listener: () => void) => () => void
}

/** Holds everything the browser watches. The transport is its only writer; React only reads. */
export class WatchStore implements WatchListener {
  readonly #entries = new Map<string, Entry>()
  readonly #changed = new Set<WatchSession>()
  readonly #connectionListeners = new Set<() => void>()
  readonly #options: Required<Options>
  readonly #clock = new ServerClock()
  readonly #pulse = new Pulse((hasSlept) => this.#beat(hasSlept))
  /** Measures how long it takes from an event to the frame that shows it. */
  readonly latency = new LatencyTracker(this.#clock)
  #link: 'new' | 'up' | 'down' = 'new'
  #isConnecting = false
  #connection: Connection = { state: 'idle' }
  /** How the server last said it is. */
  #server: ServerState = {}
  #workersOnline: number | undefined
  #names = 0
  /** Since when the page is awake, on the server's clock. */
  #awakeSince = 0
  #cancelFrame: (() => void) | undefined
  #stopWakes: (() => void) | undefined

  constructor(
    private readonly transport: WatchTransport,
    options: Options = {},
  ) {
    this.#options = { schedule: nextFrame, lingerMs: 1_000, random: Math.random, onWake: onPageWake, ...options }
  }

  /** Watches `view` until the last of its listeners has left. Listeners hear at most once a frame. */
  subscribe(view: View, listener: () => void): () => void {
    const key = viewKey(view)
    const entry = this.#entries.get(key) ?? this.#enter(key, view)
    clearTimeout(entry.leaving)
    entry.listeners.add(listener)
    return () => {
      entry.listeners.delete(listener)
      if (entry.listeners.size === 0) entry.leaving = setTimeout(() => this.#leave(key), this.#options.lingerMs)
    }
  }

  /** What is known of `view`; undefined when nobody watches it. */
  watch(view: View): LiveWatch | undefined {
    return this.#entries.get(viewKey(view))?.session.watch
  }

  /** The jobs that are known to the page, of whatever view, those first to which something happened last. */
  jobs(most: number): Job[] {
    const known = new Map<string, Job>()
    for (const { session } of this.#entries.values()) for (const [id, job] of session.watch.jobs()) known.set(id, job)
    return [...known.values()].sort((a, b) => compareStreamIds(b.version, a.version)).slice(0, most)
  }

  subscribeConnection(listener: () => void): () => void {
    this.#connectionListeners.add(listener)
    return () => void this.#connectionListeners.delete(listener)
  }

  connection(): Connection {
    return this.#connection
  }

  /** How many worker processes are alive, as the server last said; undefined while that is not known. */
  workersOnline(): number | undefined {
    return this.#workersOnline
  }

  /** The server's clock in epoch milliseconds, as far as it is known. */
  now(): number {
    return this.#clock.now()
  }

  close(): void {
    for (const key of [...this.#entries.keys()]) this.#leave(key)
    this.#rest()
    this.#cancelFrame?.()
    this.latency.close()
    this.transport.close()
  }

  connected(): void {
    this.#link = 'up'
    this.#server = {} // another one may have answered
    this.#clock.forget()
    for (const { session } of this.#entries.values()) session.connected()
    this.#publishSoon()
  }

  disconnected(): void {
    this.#link = 'down'
    for (const { session } of this.#entries.values()) session.disconnected()
    this.#publishSoon()
  }

  changes(changes: Changes): void {
    this.#named(changes.watch)?.changes(changes)
  }

  mark(mark: Mark): void {
    this.#named(mark.watch)?.mark(mark)
  }

  reset(reset: Reset): void {
    this.#named(reset.watch)?.reset(reset)
  }

  #named(name: string): WatchSession | undefined {
    for (const { session } of this.#entries.values()) if (session.name === name) return session
    return undefined
  }

  #enter(key: string, view: View): Entry {
    const session = new WatchSession(view, {
      transport: this.transport,
      random: this.#options.random,
      newName: () => `w${++this.#names}`,
      serverTime: (now, roundTripMs) => this.#clock.heard(now, roundTripMs),
      serverState: ({ workers, trouble }) => {
        this.#server = { workers, trouble }
      },
      folded: (events, liveSince) => {
        // What waited for a page that slept says how long it slept.
        if (!this.#pulse.isLate()) this.latency.received(events, Math.max(liveSince, this.#awakeSince))
      },
      changed: (which) => {
        this.#changed.add(which)
        this.#publishSoon()
      },
    })
    const entry: Entry = { session, listeners: new Set() }
    this.#entries.set(key, entry)
    this.#pulse.start()
    this.#stopWakes ??= this.#options.onWake(() => this.#pulse.wake())
    if (this.#link === 'up') session.connected()
    if (!this.#isConnecting) {
      this.#isConnecting = true
      this.#connection = { state: 'connecting' } // at once, so that a page does not wake up with nothing to say
      this.transport.connect(this)
    }
    this.#publishSoon()
    return entry
  }

  #leave(key: string): void {
    const entry = this.#entries.get(key)
    clearTimeout(entry?.leaving)
    entry?.session.leave()
    this.#entries.delete(key)
    if (this.#entries.size === 0) this.#rest()
    this.#publishSoon()
  }

  /** Nobody watches anything: then no clock has to be looked at either. */
  #rest(): void {
    this.#pulse.stop()
    this.#stopWakes?.()
    this.#stopWakes = undefined
  }

  #beat(hasSlept: boolean): void {
    if (hasSlept) {
      this.#awakeSince = this.#clock.now()
      this.#clock.forget()
      this.transport.wake?.()
    }
    for (const { session } of this.#entries.values()) session.beat(Date.now(), hasSlept)
    this.#publishConnection()
  }

  #publishSoon(): void {
    this.#cancelFrame ??= this.#options.schedule((isInFrame = false) => {
      this.#cancelFrame = undefined
      this.#publish()
      this.latency.published(isInFrame)
    })
  }

  #publish(): void {
    const changed = new Set(this.#changed)
    this.#changed.clear()
    for (const { session, listeners } of this.#entries.values()) {
      if (changed.has(session)) for (const listener of listeners) listener()
    }
    this.#publishConnection()
  }

  #publishConnection(): void {
    const now = Date.now()
    const health = [...this.#entries.values()].map(({ session }) => session.health(now))
    const connection = connectionOf(this.#link, health, now, this.#clock.offset, this.#server.trouble)
    const workers = this.#link === 'up' ? this.#server.workers : undefined
    if (sameConnection(connection, this.#connection) && workers === this.#workersOnline) return
    this.#connection = connection
    this.#workersOnline = workers
    for (const listener of this.#connectionListeners) listener()
  }
}
