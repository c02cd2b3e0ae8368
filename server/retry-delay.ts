const baseMs = 100
/** Views must be right two seconds after Redis is back (G7), and the connection is only the first step of that. */
const capMs = 500

/** How long to wait after so many failures in a row: full jitter, so that many clients do not come back at the same moment. */
export const retryDelay = (failures: number, random: () => number = Math.random): number =>
  random() * Math.min(capMs, baseMs * 2 ** Math.min(failures, 10))
