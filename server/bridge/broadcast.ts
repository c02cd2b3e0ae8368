import type { Cursor, ResetReason } from '#core/protocol.ts'
import type { FeedChanges } from './feed.ts'
import { Outbox } from './outbox.ts'

/** What those who watch a view are told at a time, and how far it goes. The same object for all who know the same. */
export interface Announcement extends FeedChanges {
  cursor: Cursor
}

export interface FeedSubscriber {
  changes(announcement: Announcement): void
  /** The feed has ended; nothing follows. */
  reset(reason: Extract<ResetReason, 'gap' | 'epoch' | 'restart'>): void
}

/** The first change after a quiet moment is told at once, the next ones at most this often, in milliseconds. */
const announceEveryMs = 50

/**
 * Tells everybody who watches a view what happened in it. What comes within an interval is put together once for all of them: what
 * one more watcher costs is a message, however much happens.
 */
export class Broadcast {
  /** Who listens, and how many of the gathered changes were in the snapshot they began with. */
  private readonly subscribers = new Map<FeedSubscriber, number>()
  private gathered: FeedChanges[] = []
  private cursor: Cursor = { epoch: '', streams: {} }
  private interval: NodeJS.Timeout | undefined

  get size(): number {
    return this.subscribers.size
  }

  /** Whether everything that happened has been told. */
  get isQuiet(): boolean {
    return this.gathered.length === 0
  }

  join(subscriber: FeedSubscriber): void {
    this.subscribers.set(subscriber, this.gathered.length)
  }

  leave(subscriber: FeedSubscriber): boolean {
    return this.subscribers.delete(subscriber)
  }

  /** Takes note of what happened up to `cursor`, and tells it when it is time. */
  add(changes: FeedChanges, cursor: Cursor): void {
    if (this.subscribers.size === 0) return
    this.gathered.push(changes)
    this.cursor = cursor
    if (!this.interval) this.announce()
  }

  /** Nothing more is told, except that it is over. */
  reset(reason: Extract<ResetReason, 'gap' | 'epoch' | 'restart'>): void {
    clearTimeout(this.interval)
    this.gathered = []
    for (const subscriber of this.subscribers.keys()) subscriber.reset(reason)
    this.subscribers.clear()
  }

  private announce(): void {
    this.interval = setTimeout(() => {
      this.interval = undefined
      // Whatever came within the interval is told now, and starts the next one.
      if (!this.isQuiet) this.announce()
    }, announceEveryMs)
    const { gathered, cursor } = this
    this.gathered = []
    const announcements = new Map<number, Announcement>()
    for (const [subscriber, known] of this.subscribers) {
      if (known > 0) this.subscribers.set(subscriber, 0)
      const told = announcements.get(known) ?? { ...together(gathered.slice(known)), cursor }
      announcements.set(known, told)
      if (known < gathered.length) subscriber.changes(told)
    }
  }
}

function together(changes: readonly FeedChanges[]): FeedChanges {
  const outbox = new Outbox()
  for (const one of changes) outbox.add(one)
  return outbox.take()
}
