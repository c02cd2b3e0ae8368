/** What is thought of one more message of a client. */
export type PacketVerdict = 'take' | 'unknown' | 'too_fast' | 'end'

const events = new Set(['watch', 'unwatch'])

/** How many messages may come at once, and how many a second after that. A page that comes back watches all it shows again. */
const atOnce = 50
const perSecond = 20
/** A client that goes on after so many refusals is no client of ours. */
const maxUnknown = 3
const maxTooFast = 100

/** Judges the messages of one connection by their number and their names. `now` is in milliseconds. */
export class PacketGuard {
  private left = atOnce
  private lastAt: number
  private unknown = 0
  private tooFast = 0

  constructor(now: number) {
    this.lastAt = now
  }

  judge(event: unknown, now: number): PacketVerdict {
    this.left = Math.min(atOnce, this.left + ((now - this.lastAt) / 1_000) * perSecond)
    this.lastAt = now
    if (this.left < 1) {
      this.tooFast += 1
      return this.tooFast > maxTooFast ? 'end' : 'too_fast'
    }
    this.left -= 1
    if (typeof event === 'string' && events.has(event)) return 'take'
    this.unknown += 1
    return this.unknown >= maxUnknown ? 'end' : 'unknown'
  }
}
