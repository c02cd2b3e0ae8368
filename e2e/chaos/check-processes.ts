import type { Stack, StackOptions } from './stack.ts'
import { waitUntil } from './wait-until.ts'

export type Usage = Map<string, { rss: number; files: number }>

// Wide enough for a Next that has just warmed up, far too narrow for what a leaked browser or an unbounded queue costs.
const rssSlack = 160 * 1024 * 1024
const fileSlack = 40

/** What the web processes use now. */
export const usageOf = (stack: Stack): Usage =>
  new Map(
    stack.webs.flatMap(({ process }) => {
      const usage = process.usage()
      return usage ? [[process.name, usage] as const] : []
    }),
  )

/** C7: memory and open files of the web processes are back near where they were. */
export async function checkUsage(stack: Stack, before: Usage): Promise<string[]> {
  const grown = () =>
    [...usageOf(stack)].flatMap(([name, now]) => {
      const then = before.get(name)
      if (!then) return []
      const files =
        now.files > then.files + fileSlack ? [`C7 ${name} has ${now.files} open files, had ${then.files}.`] : []
      const rss = now.rss > then.rss + rssSlack ? [`C7 ${name} uses ${mib(now.rss)} MiB, used ${mib(then.rss)}.`] : []
      return [...files, ...rss]
    })
  // Memory is given back when the collector gets to it.
  await waitUntil('Usage going back', () => grown().length === 0, 8_000, 200).catch(() => {})
  return grown()
}

const mib = (bytes: number) => Math.round(bytes / 1024 / 1024)

const unhandled =
  /unhandledRejection|uncaughtException|UnhandledPromiseRejection|triggerUncaughtException|ERR_UNHANDLED/

/** C8: nothing went unhandled, and nothing ended that nobody ended. */
export function checkLogs(stack: Stack, { respawnWorkers }: Pick<StackOptions, 'respawnWorkers'>): string[] {
  return stack.processes.flatMap(({ name, log, deaths }) => {
    const line = log.split('\n').find((text) => unhandled.test(text))
    const mayDie = respawnWorkers && name.startsWith('worker')
    const died = deaths > 0 && !mayDie ? [`C8 ${name} ended by itself:\n${log.slice(-1_500)}`] : []
    return line ? [`C8 ${name} left something unhandled: ${line}`, ...died] : died
  })
}
