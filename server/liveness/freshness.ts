import type { Trouble } from '#core/protocol.ts'
import type { EventTail } from '#server/tail/event-tail.ts'

export interface FreshnessOptions {
  /** Asks Redis something small; rejects when it cannot be asked, or does not answer in time. */
  ask(): Promise<unknown>
  tail: Pick<EventTail, 'caughtUp'>
  /** How often Redis is asked, however many pages are open. */
  everyMs?: number
  /** A Redis that is only away for a moment is no trouble. */
  patienceMs?: number
}

/** Whether what this process tells is what Redis holds. */
export interface Freshness {
  /** What keeps it from being so; undefined when nothing does. */
  trouble(): Trouble | undefined
  /** Calls `listener` whenever trouble begins, ends or becomes another. Returns how to stop. */
  onChange(listener: () => void): () => void
  close(): void
}

/**
 * Asks Redis once a second whether it is there. A Redis that is frozen keeps its connections and says nothing, so neither an error nor an event
 * would ever tell: only a question that is not answered does.
 */
export function startFreshness({ ask, tail, everyMs = 1_000, patienceMs = 1_500 }: FreshnessOptions): Freshness {
  const listeners = new Set<() => void>()
  /** When the oldest question was asked that has had no answer since. */
  let silentSince: number | undefined
  let behindSince: number | undefined
  let isAsking = false
  let isClosed = false
  let trouble: Trouble | undefined

  async function question(): Promise<void> {
    isAsking = true
    silentSince ??= performance.now()
    // A hair later, or the clock would say that there is a moment left.
    const late = setTimeout(judge, patienceMs + 10)
    try {
      await ask()
      silentSince = undefined
    } catch {
      // Silence is all there is to know; the connection reports its own outages.
    }
    clearTimeout(late)
    isAsking = false
    judge()
  }

  function judge(): void {
    if (isClosed) return
    const next = found()
    if (next?.reason === trouble?.reason) return
    trouble = next
    for (const listener of listeners) listener()
  }

  function found(): Trouble | undefined {
    const now = performance.now()
    const lasts = (since: number) => now - since >= patienceMs
    const since = (began: number) => Math.round(Date.now() - (now - began))
    behindSince = tail.caughtUp ? undefined : (behindSince ?? now)
    // While a question is on its way, what was wrong before it still is.
    if (silentSince !== undefined && lasts(silentSince)) return { reason: 'no-redis', since: since(silentSince) }
    // After an outage there is no patience: it is over when the tail has read what it missed.
    const isBehind = behindSince !== undefined && (trouble !== undefined || lasts(behindSince))
    return isBehind && behindSince !== undefined ? { reason: 'behind', since: since(behindSince) } : undefined
  }

  const timer = setInterval(() => {
    // A question judges when it is answered, or when that takes too long: before, it is not known how it stands.
    if (!isAsking) void question()
  }, everyMs)

  return {
    trouble: () => trouble,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      isClosed = true
      clearInterval(timer)
    },
  }
}
