import type { LiveWatch } from '#components/live/live-watch.ts'
import { viewKey } from '#components/live/view-key.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { View } from '#core/view.ts'
import { ModelTransport, type Tamper } from './model-transport.ts'
import { ViewTrail } from './view-trail.ts'
import { waitUntil } from './wait-until.ts'
import { type KnownTags, WireRecord } from './wire-record.ts'

export interface ModelBrowserOptions {
  name: string
  urls: readonly string[]
  tags: KnownTags
  tamper?: Tamper
}

interface Watched {
  view: View
  trail: ViewTrail
  live: LiveWatch
}

/** A browser without a screen: the product's own store over a real socket, and a record of all it heard and showed. */
export class ModelBrowser {
  readonly name: string
  readonly wire: WireRecord
  readonly transport: ModelTransport
  readonly #store: WatchStore
  readonly #watched = new Map<string, Watched>()

  constructor({ name, urls, tags, tamper }: ModelBrowserOptions) {
    this.name = name
    this.wire = new WireRecord(name, tags, () => {
      for (const { trail } of this.#watched.values()) trail.observe()
    })
    this.transport = new ModelTransport({ urls, tamper, observer: this.wire })
    const schedule = (work: () => void) => {
      const timer = setTimeout(work, 16)
      return () => clearTimeout(timer)
    }
    this.#store = new WatchStore(this.transport, { schedule })
  }

  /** Watches a view until the end. Resolves when the server has answered. */
  async watch(view: View): Promise<LiveWatch> {
    this.#store.subscribe(view, () => {})
    const live = this.#store.watch(view)
    if (!live) throw new Error('The store does not know what it was just asked to watch.')
    const trail = new ViewTrail(`${this.name} ${JSON.stringify(view)}`, live)
    this.#watched.set(viewKey(view), { view, trail, live })
    await waitUntil(`An answer to ${this.name} about ${JSON.stringify(view)}`, () => live.ready, 30_000)
    return live
  }

  get watched(): readonly Watched[] {
    return [...this.#watched.values()]
  }

  get connection() {
    return this.#store.connection()
  }

  get violations(): string[] {
    return [...this.wire.violations, ...this.watched.flatMap(({ trail }) => trail.violations)]
  }

  close(): void {
    this.#store.close()
  }
}
