import type { Log } from './log.ts'
import { isRedisDown } from './redis.ts'

export interface Repetition {
  everyMs: number
  /** When the work says that there is more to do. */
  soonMs?: number
  /** What it says in the log when the work failed. */
  failure: string
  log: Log
}

/** Does something again and again, one at a time, until it is closed. Work that resolves to true goes on after `soonMs`. */
export function repeat(work: () => Promise<boolean>, { everyMs, soonMs = everyMs, failure, log }: Repetition) {
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()

  async function round(): Promise<void> {
    const more = await work().catch((error: unknown) => {
      // The connection reports its own outages.
      if (!isRedisDown(error)) log.warn({ err: error }, failure)
      return false
    })
    if (!closed) timer = setTimeout(run, more ? soonMs : everyMs)
  }
  function run(): void {
    running = round()
  }
  run()

  return {
    async close(): Promise<void> {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
