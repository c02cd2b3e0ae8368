import { compareStreamIds, type StreamId } from '#core/stream-id.ts'
import type { FeedChanges } from './feed.ts'

/** How far every queue was read. */
export type Positions = Readonly<Record<string, StreamId>>

interface Tick {
  /** Where the queues were after it. */
  positions: Positions
  changes: FeedChanges
  at: number
}

/** Longer absences are told by a snapshot: more events than a page would have drawn, or more time than anybody waited. */
const keptEvents = 20_000
const keptMs = 10 * 60_000

/** What a feed told in the last minutes, so that a browser that was cut off is told exactly what it missed. */
export class FeedHistory {
  private ticks: Tick[] = []
  private events = 0

  /** `from` is where the queues were when the feed began. */
  constructor(private from: Positions) {}

  add(changes: FeedChanges, positions: Positions, now = Date.now()): void {
    this.ticks.push({ changes, positions, at: now })
    this.events += changes.events.length
    let gone = 0
    for (const { at, changes: old } of this.ticks) {
      if (this.events <= keptEvents && now - at <= keptMs) break
      this.events -= old.events.length
      gone += 1
    }
    this.from = this.ticks[gone - 1]?.positions ?? this.from
    if (gone > 0) this.ticks = this.ticks.slice(gone)
  }

  /** What was told after `positions`; undefined when the history does not reach back so far. */
  since(positions: Positions): FeedChanges | undefined {
    if (!covers(positions, this.from)) return undefined
    const missed = this.ticks.slice(this.firstAfter(positions))
    return {
      events: missed.flatMap(({ changes }) => changes.events),
      dropped: missed.flatMap(({ changes }) => changes.dropped),
    }
  }

  // Positions never go back, so the ticks a reader knows come before those it does not.
  private firstAfter(positions: Positions): number {
    let low = 0
    let high = this.ticks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const tick = this.ticks[middle]
      if (tick && covers(positions, tick.positions)) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Whether a reader at `positions` knows everything up to `others`. */
function covers(positions: Positions, others: Positions): boolean {
  return Object.entries(others).every(([queue, id]) => {
    const known = positions[queue]
    return known !== undefined && compareStreamIds(known, id) >= 0
  })
}
