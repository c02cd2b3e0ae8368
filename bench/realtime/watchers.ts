import { streamTime } from '#core/stream-id.ts'
import { answerQuestions } from '../measure/answer-questions.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import type { RealtimeMode } from './realtime-result.ts'
import { versionsIn } from './versions-in.ts'
import { watchEvents } from './watch-events.ts'

/** What some of the watchers saw. */
export interface Seen {
  updates: number
  /** A histogram of how old they were. */
  latencies: number[]
}

/**
 * Browsers without a screen, those from number `first` on: `watchers <mode> <url> board|job <first> <count> <readers>`. Only the
 * readers look at what they are told; the others take it and throw it away, for reading everything takes more than sending it.
 */
const [mode, url = '', watching, ...numbers] = process.argv.slice(2)
const [first = 0, count = 0, readers = 0] = numbers.map(Number)
const latencies = new LatencyHistogram()
let updates = 0

function onText(text: string): void {
  const now = Date.now()
  for (const version of versionsIn(text)) {
    updates += 1
    latencies.add(now - streamTime(version))
  }
}

const connecting = Array.from({ length: count }, (_, i) => {
  const job = watching === 'job' ? `bench:j${first + i}` : undefined
  return () => watchEvents({ mode: mode as RealtimeMode, url, job, ...(i < readers && { onText }) })
})
while (connecting.length > 0) await Promise.all(connecting.splice(0, 50).map((connect) => connect()))

answerQuestions({
  start: () => {
    updates = 0
    latencies.clear()
  },
  stop: (): Seen => ({ updates, latencies: latencies.toJSON() }),
})
