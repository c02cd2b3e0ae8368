const watchedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const parentCheckMs = 500

// One Ctrl-C under npm arrives twice: from the terminal, and passed on by npm.
const sameRequestMs = 1_000

/**
 * Aborts `signal` when this process is asked to stop: by a signal, or because its parent is gone. `onAgain` runs when it is
 * asked once more.
 */
export function watchForStop({ onAgain = () => {} } = {}) {
  const controller = new AbortController()
  let askedAt = 0
  const ask = () => {
    if (controller.signal.aborted) {
      if (performance.now() - askedAt > sameRequestMs) onAgain()
      return
    }
    askedAt = performance.now()
    controller.abort()
  }
  for (const name of watchedSignals) process.on(name, ask)

  // A SIGTERM to `npm start` ends npm and its shell but never arrives here: all that can be seen is that the parent changed.
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    ask()
  }, parentCheckMs)
  timer.unref()

  return {
    signal: controller.signal,
    close() {
      clearInterval(timer)
      for (const name of watchedSignals) process.off(name, ask)
    },
  }
}
