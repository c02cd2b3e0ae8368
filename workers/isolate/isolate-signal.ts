/** How old what a signal says may be, in milliseconds. */
const lookEveryMs = 5

/**
 * An abort signal that asks for news whenever it is looked at, so that a loop which never yields sees its abort by `signal.aborted` and
 * `signal.throwIfAborted()`. `poll` calls `stop` if there is a reason to.
 */
export function createIsolateSignal(poll: () => void): { signal: AbortSignal; stop(reason: unknown): void } {
  const controller = new AbortController()
  const { signal } = controller
  let isStopped = false
  let next = 0

  function look(): boolean {
    const now = performance.now()
    if (!isStopped && now >= next) {
      next = now + lookEveryMs
      poll()
    }
    return isStopped
  }

  Object.defineProperties(signal, {
    aborted: { get: look },
    throwIfAborted: {
      value() {
        if (look()) throw signal.reason
      },
    },
  })
  return {
    signal,
    stop(reason) {
      isStopped = true
      controller.abort(reason)
    },
  }
}
