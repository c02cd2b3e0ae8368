const baseMs = 100
const capMs = 2_000

/** How long to wait after so many failures in a row: full jitter, so that many clients do not come back at the same moment. */
export const retryDelay = (failures: number, random: () => number = Math.random): number =>
  random() * Math.min(capMs, baseMs * 2 ** Math.min(failures, 10))
