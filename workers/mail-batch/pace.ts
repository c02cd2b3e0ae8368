import { wait } from '#workers/rehearsal/wait.ts'

/** One turn at a time. `take` waits for it, unless the last one was not used; `use` spends it. */
export interface Turn {
  take(): Promise<void>
  use(): void
}

/** Hands out turns, `perSecond` of them at the most for all who share it, evenly spread. */
export function createPace(perSecond: number, signal: AbortSignal): () => Turn {
  const everyMs = 1_000 / perSecond
  let next = 0
  return () => {
    let isMine = false
    return {
      async take() {
        if (isMine) return
        const now = performance.now()
        const at = Math.max(now, next)
        next = at + everyMs
        await wait(at - now, signal)
        isMine = true
      },
      use() {
        isMine = false
      },
    }
  }
}
