/** How long events take to get on the screen, and how that was measured. */
export const latency = {
  label: (took: string) => `${took} from event to screen`,
  /** `count` events, half of them within `half`, 95 % within `most`; the clocks differ by at most `error`. */
  how: (count: string, half: string, most: string, error: string) =>
    [
      `From event to screen in the last minute: half of ${count} events within ${half}, 95 % within ${most}.`,
      'Counted from the moment Redis wrote the event to the frame in which this page drew it.',
      `The clocks of server and browser are compared to within ${error}; those of Redis and the server are taken to be the same.`,
      'Events that came while the page was hidden, or catching up, do not count.',
    ].join(' '),
}
