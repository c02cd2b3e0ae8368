import type { ProgressUpdate } from '#core/define-job.ts'
import type { StageVisit } from '#core/job.ts'
import { keptStages } from '#core/job-limits.ts'
import { maxReportBytes, type ProgressReport } from '#core/progress-report.ts'
import { cleanProgress } from './clean-progress.ts'
import { textOf } from './text-of.ts'

/** What a job said of itself last, as it can be shown. */
export type SaidProgress = Omit<ProgressReport, 'v' | 'attempt' | 'seq'>

export interface ProgressReporterOptions {
  attempt: number
  /** What earlier attempts went through. */
  stages: readonly StageVisit[]
  send(report: ProgressReport): Promise<void>
  /** Told of what could not be sent; progress never harms the job (G13). */
  onDropped(error: unknown): void
  /** Told of each report at once, also of those that do not go out because newer ones overtake them. */
  onSaid?(said: SaidProgress): void
  now?(): number
  everyMs?: number
  /** How long the first progress of a new stage may come after it and still belong to the same report. Default: the same turn. */
  breathMs?: number
}

export interface ProgressReporter {
  /** `at` is when it was entered; now, unless told. */
  stage(name: string, at?: number): void
  progress(update: ProgressUpdate): void
  /** Sends what still waits. Resolves when it is out, or after `withinMs` at the latest. */
  flush(withinMs?: number): Promise<void>
}

/**
 * Reports custom state and progress: the first at once, then at most one in `everyMs`, the last always. One report is on its way
 * at a time, so a slow Redis makes reports rarer instead of many.
 */
export function createProgressReporter(options: ProgressReporterOptions): ProgressReporter {
  const { attempt, send, onDropped, onSaid, now = Date.now, everyMs = 100, breathMs } = options
  let seq = 0
  let latest: SaidProgress = { stages: options.stages.slice(-keptStages) }
  let waiting = false
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined
  let breath: NodeJS.Timeout | undefined

  function post(): void {
    waiting = false
    const report = withinLimit({ v: 1, attempt, seq, ...latest })
    seq += 1
    sending = Promise.resolve(report)
      .then(send)
      .catch(onDropped)
      .finally(() => {
        sending = undefined
        postIfWaiting()
      })
    timer = setTimeout(() => {
      timer = undefined
      postIfWaiting()
    }, everyMs)
  }

  function postIfWaiting(): void {
    if (waiting && !timer && !sending) post()
  }

  function onBreath(): void {
    breath = undefined
    postIfWaiting()
  }

  function changed(): void {
    waiting = true
    postIfWaiting()
  }

  return {
    stage(name, at = now()) {
      const stage = textOf(name).slice(0, maxStageLength)
      const visit = { stage, at, attempt }
      // A new stage starts counting anew: what the last one counted says nothing about it.
      latest = { stage, stages: [...latest.stages, visit].slice(-keptStages) }
      onSaid?.(latest)
      waiting = true
      // A moment later: the progress said in the same breath belongs to the same report, or the bar would blink.
      if (breathMs === undefined) queueMicrotask(postIfWaiting)
      else breath ??= setTimeout(onBreath, breathMs)
    },
    progress(update) {
      try {
        latest = { stage: latest.stage, stages: latest.stages, ...cleanProgress(update) }
        onSaid?.(latest)
        changed()
      } catch (error) {
        // Reading a field may run the handler's own code.
        onDropped(error)
      }
    },
    async flush(withinMs = 2_000) {
      clearTimeout(breath)
      breath = undefined
      // Most attempts of most jobs say nothing more at their end.
      if (!sending && !waiting) {
        clearTimeout(timer)
        timer = undefined
        return
      }
      const rest = async () => {
        await sending
        clearTimeout(timer)
        timer = undefined
        if (waiting) post()
        await sending
        clearTimeout(timer)
        timer = undefined
      }
      let deadline: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        deadline = setTimeout(resolve, withinMs)
      })
      await Promise.race([rest(), late])
      clearTimeout(deadline)
    },
  }
}

/** Longer ones no reader takes: see `progressReportSchema`. */
const maxStageLength = 100

/** Drops the oldest stages until the report is small enough; a message is at most two kilobytes. */
function withinLimit(report: ProgressReport): ProgressReport {
  let fitting = report
  while (fitting.stages.length > 0 && Buffer.byteLength(JSON.stringify(fitting)) > maxReportBytes) {
    fitting = { ...fitting, stages: fitting.stages.slice(1) }
  }
  return fitting
}
