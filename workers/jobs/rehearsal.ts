import { defineJob } from '#core/define-job.ts'
import { disturb } from '#workers/rehearsal/disturb.ts'
import { FinalRehearsalError } from '#workers/rehearsal/rehearsal-error.ts'
import { rehearsalSamples } from '#workers/rehearsal/rehearsal-samples.ts'
import { rehearsalScriptSchema } from '#workers/rehearsal/rehearsal-script.ts'
import { wait } from '#workers/rehearsal/wait.ts'
import { writeLogLines } from '#workers/rehearsal/write-log-lines.ts'

const stageNames = ['preparing', 'working', 'checking', 'finishing'] as const

export default defineJob({
  title: 'Rehearsal',
  description: 'Does what it is told, step by step: succeeds, fails, hangs, floods the log or kills its worker.',
  rehearsal: true,
  input: rehearsalScriptSchema,
  stages: { preparing: 'Preparing', working: 'Working', checking: 'Checking', finishing: 'Finishing' },
  retry: {
    attempts: 3,
    backoff: { type: 'exponential', delayMs: 2_000, jitter: 0.5 },
    giveUpOn: [FinalRehearsalError],
  },
  label: ({ title }) => title,
  summary: ({ steps, attempt }: RehearsalResult) => `${steps} steps · attempt ${attempt}`,
  concurrency: 5,
  samples: rehearsalSamples,
  async run(script, { attempt, signal: given, stage, progress, log }) {
    const signal = script.ignoreSignal ? new AbortController().signal : given
    const { steps, stepMs, stages, unknownProgress, logLines, resultBytes } = script
    let entered: string | undefined
    for (let step = 1; step <= steps; step++) {
      const name = stageNames[Math.floor(((step - 1) * stages) / steps)]
      const say = (done: number) =>
        progress(unknownProgress ? { message: `Step ${step}` } : { current: done, total: steps, unit: 'steps' })
      if (name && name !== entered) {
        stage(name)
        say(step - 1)
      }
      entered = name
      await disturb(script, step, attempt, signal)
      await writeLogLines(
        log,
        Math.floor((logLines * (step - 1)) / steps),
        Math.floor((logLines * step) / steps),
        signal,
      )
      await wait(stepMs, signal)
      say(step)
    }
    const result: RehearsalResult = { steps, attempt }
    if (resultBytes > 0) result.filler = 'x'.repeat(resultBytes)
    return result
  },
})

interface RehearsalResult {
  steps: number
  attempt: number
  /** There to be large. */
  filler?: string
}
