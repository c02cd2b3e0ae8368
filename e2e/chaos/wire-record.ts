import { parseJobId } from '#core/job-id.ts'
import type { Changes, Reset, WatchAck, WatchRequest } from '#core/protocol.ts'
import { matchesFilter, type View } from '#core/view.ts'
import type { TransportObserver } from './model-transport.ts'

/** Job ids and their tags, of all jobs anybody has heard of. */
export type KnownTags = Map<string, readonly string[]>

/** Everything the server said to one browser, and what of it that browser never asked for (C5). */
export class WireRecord implements TransportObserver {
  readonly violations: string[] = []
  readonly resets: Reset[] = []
  readonly modes: ('snapshot' | 'replay')[] = []
  readonly refusals: string[] = []
  /** How many events of each kind came about a job. */
  readonly events = new Map<string, number>()
  messages = 0
  readonly #views = new Map<string, View>()

  constructor(
    private readonly name: string,
    private readonly tags: KnownTags,
    readonly applied: () => void,
  ) {}

  asked({ watch, view }: WatchRequest): void {
    this.#views.set(watch, view)
  }

  answered({ watch }: WatchRequest, ack: WatchAck | undefined): void {
    if (!ack?.ok) {
      this.refusals.push(ack?.code ?? 'no answer')
      return
    }
    this.modes.push(ack.mode)
    for (const job of ack.jobs ?? []) {
      this.tags.set(job.id, job.tags)
      this.#check(watch, job.id)
    }
  }

  changes({ watch, events }: Changes): void {
    this.messages += 1
    for (const event of events) {
      if (event.type === 'submitted') this.tags.set(event.job.id, event.job.tags)
      const key = `${event.id} ${event.type}`
      this.events.set(key, (this.events.get(key) ?? 0) + 1)
      this.#check(watch, event.id)
    }
  }

  reset(reset: Reset): void {
    this.resets.push(reset)
  }

  #check(watch: string, id: string): void {
    const view = this.#views.get(watch)
    if (view && this.#belongs(view, id)) return
    this.violations.push(`C5 ${this.name}: ${id} was sent to a watch of ${JSON.stringify(view)}.`)
  }

  #belongs(view: View, id: string): boolean {
    if (view.kind === 'job') return view.id === id
    if (view.kind === 'jobs') return view.ids.includes(id)
    const tags = this.tags.get(id)
    // A job type has a queue of the same name. When a job was submitted no view of these asks.
    const queue = parseJobId(id)?.queue ?? ''
    const job = { type: queue, queue, tags: [...(tags ?? [])], times: { submittedAt: 0 } }
    return view.kind !== 'board' || matchesFilter(tags ? view.filter : { types: view.filter?.types }, job)
  }
}
