import type { Job } from '#core/job.ts'
import type { Feed } from './feed.ts'
import type { ScopedView } from './scoped-view.ts'

/** How long a feed goes on without watchers: a browser that was cut off comes back within that time and misses nothing. */
export const lingerMs = 2 * 60_000
const maxLingering = 1_000

/** All feeds, found by their view and by the jobs they are about. What an event costs does not grow with the watched pages. */
export class FeedSet {
  private readonly byView = new Map<string, Feed>()
  /** By whose jobs they show; those of everybody under undefined. */
  private readonly boards = new Map<string | undefined, Set<Feed>>()
  private readonly byJob = new Map<string, Set<Feed>>()

  get size(): number {
    return this.byView.size
  }

  [Symbol.iterator](): IterableIterator<Feed> {
    return this.byView.values()
  }

  of(view: ScopedView): Feed | undefined {
    return this.byView.get(JSON.stringify(view))
  }

  add(feed: Feed): void {
    this.byView.set(JSON.stringify(feed.view), feed)
    if (feed.view.kind === 'board') {
      const { owner } = feed.view
      this.boards.set(owner, (this.boards.get(owner) ?? new Set()).add(feed))
    }
    for (const id of feed.ids) {
      const feeds = this.byJob.get(id) ?? new Set()
      this.byJob.set(id, feeds.add(feed))
    }
  }

  delete(feed: Feed): void {
    this.byView.delete(JSON.stringify(feed.view))
    const boards = this.boards.get(feed.view.owner)
    boards?.delete(feed)
    if (boards?.size === 0) this.boards.delete(feed.view.owner)
    for (const id of feed.ids) {
      const feeds = this.byJob.get(id)
      feeds?.delete(feed)
      if (feeds?.size === 0) this.byJob.delete(id)
    }
  }

  /** The feeds an event about a job concerns: those that show it, and those it comes into as `job`, which `owner` submitted. */
  about(id: string, job: Job | undefined, owner: string | undefined): Feed[] {
    const feeds = [...this.boardsOf(owner), ...(this.byJob.get(id) ?? [])]
    return feeds.filter((feed) => feed.members.has(id) || (job && feed.wants(job, owner)))
  }

  shows(id: string, owner: string | undefined): boolean {
    return this.byJob.has(id) || this.boardsOf(owner).some((feed) => feed.members.has(id))
  }

  /** What an event costs does not grow with the number of people who watch their own jobs. */
  private boardsOf(owner: string | undefined): Feed[] {
    const own = owner === undefined ? [] : (this.boards.get(owner) ?? [])
    return [...(this.boards.get(undefined) ?? []), ...own]
  }

  /** The feeds nobody has come back to in time, and the oldest when too many linger. */
  left(now: number): Feed[] {
    const idle = [...this.byView.values()]
      .filter((feed) => feed.leftAt !== undefined)
      .sort((a, b) => (a.leftAt ?? 0) - (b.leftAt ?? 0))
    return idle.filter((feed, i) => now - (feed.leftAt ?? now) >= lingerMs || i < idle.length - maxLingering)
  }
}
