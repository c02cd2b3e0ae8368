import type { JobEvent } from '#core/job-event.ts'
import type { Ops } from '#core/ops.ts'
import type { ScheduleBook } from '#core/schedule.ts'
import type { Counts } from '#core/view.ts'
import { jsonOnce } from '#server/json-once.ts'
import type { FeedChanges } from './feed.ts'

/** What the views without jobs are told: all of it, as it is now. Of the views that show jobs none has it. */
export interface Whole {
  ops?: Ops
  schedules?: ScheduleBook
}

/** What waits to be told. Progress of a job replaces the progress before it; transitions are never dropped. */
export class Outbox {
  /** By number, in the order in which they came. */
  private events = new Map<number, JobEvent>()
  private nextNumber = 0
  /** The number of a job's last progress, until something else happens to the job. */
  private readonly lastProgress = new Map<string, number>()
  private dropped = new Set<string>()
  private counts: Counts | undefined
  private whole: Whole = {}

  get isEmpty(): boolean {
    return this.events.size === 0 && this.dropped.size === 0 && !this.counts && Object.keys(this.whole).length === 0
  }

  /** What waits, in bytes of JSON: what a client that does not keep up costs. */
  get bytes(): number {
    let bytes = 0
    for (const event of this.events.values()) bytes += jsonOnce(event).length
    return bytes
  }

  add({ events, dropped, counts, ops, schedules }: FeedChanges): void {
    for (const event of events) this.addEvent(event)
    for (const id of dropped) this.dropped.add(id)
    this.counts = counts ?? this.counts
    this.whole = { ...this.whole, ...(ops && { ops }), ...(schedules && { schedules }) }
  }

  /** Hands over everything that waits and is empty afterwards. */
  take(): FeedChanges {
    const { counts, whole } = this
    const changes = { events: [...this.events.values()], dropped: [...this.dropped], counts, ...whole }
    this.events = new Map()
    this.lastProgress.clear()
    this.dropped = new Set()
    this.counts = undefined
    this.whole = {}
    return changes
  }

  private addEvent(event: JobEvent): void {
    // Whoever is told reads events first and what fell out last: a job that came back has not fallen out.
    this.dropped.delete(event.id)
    const earlier = this.lastProgress.get(event.id)
    this.lastProgress.delete(event.id)
    if (event.type === 'progressed') {
      if (earlier !== undefined) this.events.delete(earlier)
      this.lastProgress.set(event.id, this.nextNumber)
    }
    this.events.set(this.nextNumber, event)
    this.nextNumber += 1
  }
}
