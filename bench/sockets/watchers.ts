import { PageWatcher } from '../clients/page-watcher.ts'
import { answerQuestions } from '../measure/answer-questions.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'

/** Very many watchers in one process: `watchers <url> <first> <count> <jobs, or 0 for the board> <address to dial from>`. */
const [url = '', firstText, countText, jobsText, address = ''] = process.argv.slice(2)
const [first, count, jobs] = [Number(firstText), Number(countText), Number(jobsText)]

let onChange = (_watcher: PageWatcher) => {}

const watchers = Array.from({ length: count }, (_, i) => {
  const id = `bench:j${(first + i) % Math.max(1, jobs)}`
  const view = jobs > 0 ? ({ kind: 'job', id } as const) : ({ kind: 'board', perState: 50 } as const)
  const localAddress = address || undefined
  return new PageWatcher({ url, view, localAddress, onChange: (watcher) => onChange(watcher) })
})

/** Waits until every watcher `is`, and tells when each of them first was. */
function untilAll(is: (watcher: PageWatcher) => boolean): Promise<Map<PageWatcher, number>> {
  const since = new Map<PageWatcher, number>()
  return new Promise((resolve) => {
    onChange = (watcher) => {
      if (since.has(watcher) || !is(watcher)) return
      since.set(watcher, performance.now())
      if (since.size === watchers.length) resolve(since)
    }
    for (const watcher of watchers) onChange(watcher)
  })
}

/** Whether every job it watches was last heard to be so far. */
const shows = ({ jobs }: PageWatcher, percent: number) =>
  jobs.length > 0 && jobs.every((job) => job.progress.percent === percent)

answerQuestions({
  dial: async () => {
    for (const watcher of watchers) watcher.dial()
    await untilAll((watcher) => watcher.isReady)
  },
  /** Resolves when all show `percent`, to how long each took from the moment when it was connected. */
  shows: async (percent) => {
    const healed = new LatencyHistogram()
    for (const [watcher, at] of await untilAll((each) => shows(each, Number(percent)))) {
      healed.add(at - watcher.connectedAt)
    }
    return healed.toJSON()
  },
})
