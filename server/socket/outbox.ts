import type { JobEvent } from '#core/job-event.ts'
import type { Counts } from '#core/view.ts'
import type { FeedChanges } from '#server/bridge/feed.ts'

/** What waits to be sent to one watch. Progress of a job replaces the progress before it; transitions are never dropped. */
export class Outbox {
  private events: (JobEvent | undefined)[] = []
  /** Where in `events` the last progress of a job stands, until something else happens to the job. */
  private readonly lastProgress = new Map<string, number>()
  private dropped: string[] = []
  private counts: Counts | undefined

  get isEmpty(): boolean {
    return this.events.length === 0 && this.dropped.length === 0 && !this.counts
  }

  /** How many events wait: what a consumer that does not keep up costs. */
  get size(): number {
    return this.events.length
  }

  add({ events, dropped, counts }: FeedChanges): void {
    for (const event of events) this.addEvent(event)
    this.dropped.push(...dropped)
    this.counts = counts ?? this.counts
  }

  /** Hands over everything that waits and is empty afterwards. */
  take(): FeedChanges {
    const events = this.events.filter((event) => event !== undefined)
    const changes = { events, dropped: this.dropped, counts: this.counts }
    this.events = []
    this.lastProgress.clear()
    this.dropped = []
    this.counts = undefined
    return changes
  }

  private addEvent(event: JobEvent): void {
    if (event.type !== 'progressed') {
      this.lastProgress.delete(event.id)
      this.events.push(event)
      return
    }
    const earlier = this.lastProgress.get(event.id)
    if (earlier !== undefined) this.events[earlier] = undefined
    this.lastProgress.set(event.id, this.events.push(event) - 1)
  }
}
