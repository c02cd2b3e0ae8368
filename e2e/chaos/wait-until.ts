import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until the answer is neither undefined nor false; throws a sentence when that takes too long. */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs: number,
  everyMs = 20,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (performance.now() > deadline) throw new Error(`${what} did not happen within ${withinMs / 1_000} s.`)
    await sleep(everyMs)
  }
}
