import type { Place } from './retention.ts'

/** A walk through the finished jobs of one of BullMQ's lists, a few at a time and in the order in which they ended. */
export class FinishedWalk {
  place: Place
  /** Whether it has come to the end once. */
  isThrough = false
  private reached = Number.NEGATIVE_INFINITY

  /** `again` says where to go on once the end is reached; given is when the last job that was seen had ended. */
  constructor(
    set: Place['set'],
    private readonly again: (reached: number) => string,
  ) {
    this.place = { set, from: again(this.reached), known: 0 }
  }

  /** Takes note of what a call read. Returns whether there is more to be read at once. */
  move({ set, from, known, read }: Place & { read: number }, limit: number): boolean {
    if (read > 0) this.reached = Number(from)
    const isFull = read >= limit
    this.place = isFull ? { set, from, known } : { set, from: this.again(this.reached), known: 0 }
    this.isThrough ||= !isFull
    return isFull
  }

  /** Some jobs were taken out of the list: how many of the last time were read no longer says where to go on. */
  recount(): void {
    this.place = { ...this.place, known: 0 }
  }
}
