import type { EventTail, TailListener } from '#server/tail/event-tail.ts'

/** Remembers everything a tail tells, and lets a test wait for it. */
export function recordTail() {
  const heard = {
    ids: [] as string[],
    fields: [] as object[],
    lost: [] as { queue: string; count?: number; from?: string }[],
    epochs: [] as { epoch: string; positions: Record<string, string> }[],
  }
  const waiting = new Set<() => void>()
  const told = async () => {
    for (const wake of waiting) wake()
  }
  const listener: TailListener = {
    batches(batches) {
      for (const { queue, entries } of batches) {
        heard.ids.push(...entries.map((entry) => `${queue} ${entry.id}`))
        heard.fields.push(...entries.map((entry) => ({ ...entry.fields })))
      }
      return told()
    },
    lost(queue, count, from) {
      heard.lost.push({ queue, count, from })
      return told()
    },
    epoch(epoch, positions) {
      heard.epochs.push({ epoch, positions: Object.fromEntries(positions) })
      return told()
    },
  }
  /** Resolves once `condition` holds; it is asked after everything that is told. */
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        if (!condition()) return
        waiting.delete(wake)
        resolve()
      }
      waiting.add(wake)
      wake()
    })
  return { heard, listener, until }
}

/** Resolves once the tail says that it has caught up, or that it has not. */
export async function untilCaughtUp(tail: EventTail, caughtUp = true): Promise<void> {
  while (tail.caughtUp !== caughtUp) await new Promise((resolve) => setTimeout(resolve, 5))
}
