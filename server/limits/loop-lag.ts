import { monitorEventLoopDelay } from 'node:perf_hooks'
import { OverloadedError } from '#core/limit-errors.ts'

/** Whether the process keeps up with what it is asked. */
export interface LoopLag {
  /** Throws `OverloadedError` while it does not. */
  requireSpare(): void
  close(): void
}

const resolutionMs = 20

/**
 * Measures how late the event loop is. Over a whole `everyMs` the mean counts: one long step (a collection of garbage, a large batch)
 * refuses nobody.
 */
export function watchLoopLag(maxLagMs = 200, everyMs = 1_000): LoopLag {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs })
  delays.enable()
  let lagMs = 0
  const look = setInterval(() => {
    // Without a single turn in all that time, the loop stood still for at least as long.
    lagMs = delays.count === 0 ? everyMs : delays.mean / 1e6 - resolutionMs
    delays.reset()
  }, everyMs).unref()
  return {
    requireSpare() {
      if (lagMs > maxLagMs) throw new OverloadedError()
    },
    close() {
      clearInterval(look)
      delays.disable()
    },
  }
}
