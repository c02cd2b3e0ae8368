/** How fast two clocks may drift apart; what was learnt earlier is trusted that much less. */
const driftPerMs = 1e-4

/**
 * Estimates how far the server's clock is ahead of the browser's. A message shows it minus the time the message took, so the
 * fastest message is the best one; half of the shortest round trip makes up for the rest.
 */
export class ServerClock {
  #least = Number.NEGATIVE_INFINITY
  #halfTrip = 0
  #isMeasured = false
  #heardAt = 0
  #offset = 0

  /** The server's clock minus the browser's, in whole milliseconds. */
  get offset(): number {
    return Math.round(this.#offset)
  }

  /** The server's time in epoch milliseconds, as far as it is known. */
  now(): number {
    return Date.now() + this.offset
  }

  /** How far the estimate may be off, in milliseconds. */
  get error(): number {
    return this.#halfTrip
  }

  /** A message said that it is `serverNow`; when it answered a question, the two took `roundTripMs` together. */
  heard(serverNow: number, roundTripMs?: number): void {
    const now = Date.now()
    const sample = serverNow - now
    this.#least = Math.max(this.#least - driftPerMs * Math.abs(now - this.#heardAt), sample)
    this.#heardAt = now
    if (roundTripMs !== undefined) {
      const halfTrip = Math.max(0, sample + roundTripMs - this.#least) / 2
      this.#halfTrip = this.#isMeasured ? Math.min(this.#halfTrip, halfTrip) : halfTrip
      this.#isMeasured = true
    }
    this.#offset = this.#least + this.#halfTrip
  }

  /** After a new connection or a sleep the way or the clocks may be others. The old estimate holds until the next message. */
  forget(): void {
    this.#least = Number.NEGATIVE_INFINITY
    this.#isMeasured = false
  }
}
