import type { Log } from '#server/log.ts'

export interface EventLoopWatch {
  /** A job of a type begins to run in this process. Returns how to say that it has ended. */
  began(type: string): () => void
  close(): void
}

export interface EventLoopWatchOptions {
  log: Log
  /** What is said about, in milliseconds. */
  longerThanMs?: number
  everyMs?: number
}

/**
 * Says in the log when a job has kept the event loop for so long that others had to wait, once for each type: while it is kept, no lock is renewed
 * and no cancel is heard. It looks at the clock four times a second, and at how late it is; nothing is added to the jobs.
 */
export function watchEventLoop({ log, longerThanMs = 1_000, everyMs = 250 }: EventLoopWatchOptions): EventLoopWatch {
  const running = new Map<string, number>()
  /** Types of which a job ran since the last look. */
  const seen = new Set<string>()
  const told = new Set<string>()
  let last = performance.now()

  function look(): void {
    const now = performance.now()
    const blockedMs = Math.round(now - last - everyMs)
    last = now
    const types = [...seen].sort()
    seen.clear()
    for (const type of running.keys()) seen.add(type)
    // Of several it cannot be told which it was: a later time, when it runs alone, will.
    const about = types.join(', ')
    if (blockedMs < longerThanMs || types.length === 0 || told.has(about)) return
    told.add(about)
    const who = types.length === 1 ? `The job type ${about}` : `One of the job types ${about}`
    const advice = "Let it pause now and then, or say isolate: 'thread' in its definition."
    log.warn({ types, blockedMs }, `${who} kept the worker from everything else for ${blockedMs} ms. ${advice}`)
  }

  const timer = setInterval(look, everyMs)
  timer.unref()
  return {
    began(type) {
      running.set(type, (running.get(type) ?? 0) + 1)
      seen.add(type)
      return () => {
        const left = (running.get(type) ?? 1) - 1
        if (left > 0) running.set(type, left)
        else running.delete(type)
      }
    },
    close: () => clearInterval(timer),
  }
}
