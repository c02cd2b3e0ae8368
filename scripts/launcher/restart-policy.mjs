/** A child that ends `deaths` times within `withinMs` is not started again; until then the waits double up to `capMs`. */
export const restartPolicy = { deaths: 5, withinMs: 60_000, firstDelayMs: 200, capMs: 5_000 }

/** How long to wait after the `deaths`-th death in a row, in milliseconds. Half of it is chance, so that children do not march in step. */
export function restartDelay(deaths, { firstDelayMs, capMs } = restartPolicy, random = Math.random) {
  return Math.min(capMs, firstDelayMs * 2 ** (deaths - 1)) * (0.5 + random() / 2)
}
