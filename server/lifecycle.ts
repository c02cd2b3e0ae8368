import { type Environment, readEnvironment } from './env.ts'
import { EnvironmentError } from './environment-error.ts'
import type { Log } from './log.ts'

/**
 * Ends a process in order: on SIGTERM, on SIGINT, and when the supervisor that started it goes away. `close` is called once; a
 * process that is not done after `graceMs` is ended all the same.
 */
export function closeOnSignal(close: () => Promise<void>, graceMs: number, log: Log): void {
  let closing = false
  const end = (why: string) => {
    if (closing) return
    closing = true
    log.info({ why }, 'Stopping.')
    setTimeout(() => {
      log.warn({ graceMs }, 'Stopping took too long; ending now.')
      process.exit(1)
    }, graceMs).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Stopping failed.')
        process.exit(1)
      },
    )
  }
  process.once('SIGTERM', () => end('asked to'))
  process.once('SIGINT', () => end('asked to'))
  process.once('disconnect', () => end('the supervisor is gone'))
}

/** What the person who starts Waybill is told. The supervisor reads it in `spawn-process.mjs`. */
export interface ReadyNews {
  /** Where they sign in with one click, once. */
  signInPath?: string
  /** The admin token, if it was made just now. */
  newToken?: string
}

/** Tells the supervisor, if there is one, that this process does its work now. */
export const announceReady = (news: ReadyNews = {}): void => {
  if (Object.values(news).some((told) => told !== undefined)) process.send?.({ news })
  process.send?.('ready')
}

/**
 * Runs the main function of a process with its environment. A setting that cannot be used is for the person who starts Waybill: one
 * line, no stack, and no use in starting again (78, EX_CONFIG of sysexits.h, tells the supervisor).
 */
export async function runProcess(main: (env: Environment) => Promise<void>): Promise<void> {
  try {
    await main(readEnvironment(process.env))
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(78)
  }
}
