import { LaunchError } from './launch-error.mjs'
import { stopwatch } from './stopwatch.mjs'

/** Runs named steps one after the other and says how long each took; the first that fails ends the run by its name. */
export async function runSteps(steps, { say, signal }) {
  const whole = stopwatch()
  for (const [name, run] of steps) {
    signal.throwIfAborted()
    const took = stopwatch()
    say(`▸ ${name}`)
    try {
      await run()
    } catch (error) {
      const message = error instanceof LaunchError ? error.message : error.stack
      throw new LaunchError(`${message}\n✗ ${name} failed after ${took()}.`)
    }
    say(`✓ ${name} (${took()})`)
  }
  say(`All ${steps.length} steps passed (${whole()}).`)
}
