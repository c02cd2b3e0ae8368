import { LaunchError } from './launch-error.mjs'
import { watchForStop } from './watch-for-stop.mjs'

/**
 * Runs the `main` of a command and turns its end into an exit code: the one it returns, else 0, and 1 after an error.
 * `whenStopped` is the code after Ctrl-C or SIGTERM.
 */
export async function runEntry(main, { whenStopped = 130 } = {}) {
  // Whoever read our output may be gone (`npm start | head`). That must not end the processes we look after.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const say = (line) => console.log(line)
  const stop = watchForStop({ onAgain: () => say('Waybill is already stopping; running jobs get up to 25 s to end.') })
  try {
    const code = await main({ say, signal: stop.signal })
    process.exitCode = stop.signal.aborted ? whenStopped : (code ?? 0)
  } catch (error) {
    process.exitCode = stop.signal.aborted ? whenStopped : 1
    // What an interrupted step complains about is only that it was interrupted.
    if (!stop.signal.aborted) console.error(error instanceof LaunchError ? error.message : error)
  } finally {
    stop.close()
  }
}
