import { childEnd, describeEnd } from './child-end.mjs'
import { restartDelay, restartPolicy } from './restart-policy.mjs'

/** A child that ends with this code (EX_CONFIG) has said what is wrong with its settings: starting it again cannot help. */
export const misconfigured = 78

/**
 * Keeps one child process running. `spawnChild()` starts it: `{child, ready}`. `onChange(pid)` is told each start, and each end
 * with undefined. `echo` gets what it writes to the pipes it has.
 *
 * `ready` resolves once: to `ready` when the child is up for the first time, or to `gave-up` or `misconfigured`.
 *
 * @param {{
 *   name: string
 *   spawnChild: () => { child: import('node:child_process').ChildProcess, ready: Promise<unknown> }
 *   say: (line: string) => void
 *   echo?: (text: string) => void
 *   onChange?: (pid: number | undefined) => void
 *   onReady?: (news: {signInPath?: string, newToken?: string}) => void
 *   policy?: typeof restartPolicy
 * }} options
 */
export function supervise({
  name,
  spawnChild,
  say,
  echo,
  onChange = () => {},
  onReady = () => {},
  policy = restartPolicy,
}) {
  let running
  let timer
  let stopping
  let replacing = false
  let deaths = []
  let settle
  const ready = new Promise((resolve) => {
    settle = resolve
  })

  function start() {
    timer = undefined
    replacing = false
    const { child, ready: up } = spawnChild()
    const end = childEnd(child, { echo })
    running = { child, end }
    onChange(child.pid)
    up.then((news) => {
      onReady(news ?? {})
      settle('ready')
    })
    end.then(onEnd)
  }

  function onEnd(end) {
    running = undefined
    onChange(undefined)
    if (stopping) return
    if (replacing) return start()
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < policy.withinMs), now]
    if (end.code === misconfigured) return giveUp('misconfigured', `${name} cannot run with these settings.`)
    if (deaths.length >= policy.deaths) return giveUp('gave-up', tooOften(end))
    const delayMs = restartDelay(deaths.length, policy)
    say(`${name} stopped (${describeEnd(end)}); it is started again in ${(delayMs / 1000).toFixed(1)} s.`)
    timer = setTimeout(start, delayMs)
  }

  function giveUp(outcome, sentence) {
    say(sentence)
    settle(outcome)
  }

  const tooOften = (end) => {
    const lastLines = end.tail ? `\nIts last lines:\n${end.tail.replace(/^/gm, '  ')}` : ''
    return `${name} stopped ${policy.deaths} times within ${policy.withinMs / 1000} s (${describeEnd(end)}), so it is not started again. Mend the cause, then restart Waybill.${lastLines}`
  }

  async function stop(graceMs) {
    clearTimeout(timer)
    if (!running) return
    const { child, end } = running
    child.kill('SIGTERM')
    const late = setTimeout(() => {
      say(`${name} did not stop within ${graceMs / 1000} s and is killed.`)
      child.kill('SIGKILL')
    }, graceMs)
    await end
    clearTimeout(late)
  }

  start()
  return {
    ready,
    /** Ends the child, politely first; from then on it is not started again. */
    stop(graceMs) {
      stopping ??= stop(graceMs)
      return stopping
    },
    /** Ends the child and starts it anew at once: what it is made of has changed. */
    replace() {
      if (stopping) return
      deaths = []
      if (running) {
        replacing = true
        running.child.kill('SIGTERM')
      } else {
        clearTimeout(timer)
        start()
      }
    },
  }
}
