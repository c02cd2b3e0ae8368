import { answerQuestions } from '../measure/answer-questions.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'

/** When what a viewer shows of each running job was said, in epoch milliseconds. */
export type Shown = () => Iterable<number>

const lookEveryMs = 100

/** Looks at viewers as a person would, again and again, and tells how old what they show is. */
export function answerAges(viewers: readonly Shown[], more: Record<string, () => unknown> = {}): void {
  const ages = new LatencyHistogram()
  setInterval(() => {
    const now = Date.now()
    for (const shown of viewers) for (const saidAt of shown()) ages.add(now - saidAt)
  }, lookEveryMs)
  answerQuestions({ ...more, start: () => ages.clear(), ages: () => ages.toJSON() })
}
