import { setTimeout as wait } from 'node:timers/promises'
import { PageWatcher } from '../clients/page-watcher.ts'
import { answerAges } from './shown-ages.ts'

/** Open boards of Waybill, of which the first ones are looked at: `waybill-viewers <url> <count> <looked at>`. */
const [url = '', count, lookedAt] = process.argv.slice(2)
const view = { kind: 'board', perState: 50 } as const
const watchers = Array.from({ length: Number(count) }, () => new PageWatcher({ url, view }))
for (const watcher of watchers) {
  watcher.dial()
  while (!watcher.isReady) await wait(1)
}
const shownBy = ({ jobs }: PageWatcher) =>
  jobs.flatMap(({ state, progress }) => (state === 'running' ? (progress.current ?? []) : []))
answerAges(watchers.slice(0, Number(lookedAt)).map((watcher) => () => shownBy(watcher)))
