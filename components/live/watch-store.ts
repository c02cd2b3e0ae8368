import type { Changes, Mark, Reset } from '#core/protocol.ts'
import type { View } from '#core/view.ts'
import { type Connection, connectionOf, sameConnection, staleAfterMs } from './connection.ts'
import type { LiveWatch } from './live-watch.ts'
import { nextFrame } from './next-frame.ts'
import { viewKey } from './view-key.ts'
import { WatchSession } from './watch-session.ts'
import type { WatchListener, WatchTransport } from './watch-transport.ts'

interface Entry {
  session: WatchSession
  listeners: Set<() => void>
  leaving?: ReturnType<typeof setTimeout>
}

interface Options {
  /** Runs `work` once, a little later, and gives how to call it off. Notifications in between are one; a frame by default. */
  schedule?: (work: () => void) => () => void
  /** How long a watch outlives its last listener: navigation and StrictMode leave and come back at once. */
  lingerMs?: number
  random?: () => number
}

/** Holds everything the browser watches. The transport is its only writer; React only reads. */
export class WatchStore implements WatchListener {
  readonly #entries = new Map<string, Entry>()
  readonly #changed = new Set<WatchSession>()
  readonly #connectionListeners = new Set<() => void>()
  readonly #options: Required<Options>
  #link: 'new' | 'up' | 'down' = 'new'
  #isConnecting = false
  #connection: Connection = { state: 'idle' }
  #clockOffset = 0
  #names = 0
  #cancelFrame: (() => void) | undefined
  #staleTimer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly transport: WatchTransport,
    options: Options = {},
  ) {
    this.#options = { schedule: nextFrame, lingerMs: 1_000, random: Math.random, ...options }
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

  subscribeConnection(listener: () => void): () => void {
    this.#connectionListeners.add(listener)
    return () => void this.#connectionListeners.delete(listener)
  }

  connection(): Connection {
    return this.#connection
  }

  /** The server's clock in epoch milliseconds, as far as it is known. */
  now(): number {
    return Date.now() + this.#clockOffset
  }

  close(): void {
    for (const key of [...this.#entries.keys()]) this.#leave(key)
    clearTimeout(this.#staleTimer)
    this.#cancelFrame?.()
    this.transport.close()
  }

  connected(): void {
    this.#link = 'up'
    for (const { session } of this.#entries.values()) session.ask()
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
      serverTime: (now) => {
        this.#clockOffset = now - Date.now()
      },
      changed: (which) => {
        this.#changed.add(which)
        this.#publishSoon()
      },
    })
    const entry: Entry = { session, listeners: new Set() }
    this.#entries.set(key, entry)
    if (this.#link === 'up') session.ask()
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
    this.#publishSoon()
  }

  #publishSoon(): void {
    this.#cancelFrame ??= this.#options.schedule(() => {
      this.#cancelFrame = undefined
      this.#publish()
    })
  }

  #publish(): void {
    const changed = new Set(this.#changed)
    this.#changed.clear()
    for (const { session, listeners } of this.#entries.values()) {
      if (changed.has(session)) for (const listener of listeners) listener()
    }
    const health = [...this.#entries.values()].map(({ session: { watch, asking, heardAt } }) => {
      return { ready: watch.ready, asking, heardAt }
    })
    const connection = connectionOf(this.#link, health, Date.now(), this.#clockOffset)
    clearTimeout(this.#staleTimer)
    if (connection.state === 'live') this.#staleTimer = setTimeout(() => this.#publishSoon(), staleAfterMs)
    if (sameConnection(connection, this.#connection)) return
    this.#connection = connection
    for (const listener of this.#connectionListeners) listener()
  }
}
