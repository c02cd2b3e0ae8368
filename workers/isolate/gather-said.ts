import type { JobContext } from '#core/define-job.ts'
import { keptStages } from '#core/job-limits.ts'
import { keptLogLines, type LogEntry } from '#core/log-line.ts'
import { cleanProgress } from '#workers/clean-progress.ts'
import { createJobLog } from '#workers/job-log.ts'
import { textOf } from '#workers/text-of.ts'
import type { Said } from './isolate-messages.ts'
import type { IsolatePort } from './isolate-port.ts'

export interface SaidGatherer extends Pick<JobContext<string>, 'stage' | 'progress' | 'log'> {
  /** Sends what still waits. */
  flush(): void
}

/** So many messages may go out in `everyMs`: a stage, its progress and a few lines come through at once. */
const burst = 10
/** Lines that wait may have this many characters; of more the last are kept. */
const maxCharacters = 16 * 2 ** 20

/**
 * Gathers what a job in an isolate says. It looks at the clock with each call instead of waiting for a timer, so a job that never yields is
 * heard as well; and it puts together what the worker process has not taken yet, so that no flood fills the memory.
 */
export function gatherSaid(port: Pick<IsolatePort, 'post' | 'isFree'>, everyMs = 100): SaidGatherer {
  let said: Said = { stages: [], lines: [], skipped: 0 }
  let characters = 0
  let windowFrom = Number.NEGATIVE_INFINITY
  let posts = 0
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const { stages, progress, lines, skipped } = said
    if (stages.length === 0 && !progress && lines.length === 0 && skipped === 0) return
    said = { stages: [], lines: [], skipped: 0 }
    characters = 0
    port.post({ type: 'said', stages, progress, lines, skipped })
  }

  function flushIfItMay(): void {
    const now = performance.now()
    if (now - windowFrom >= everyMs) {
      windowFrom = now
      posts = 0
    }
    if (posts < burst && port.isFree()) {
      posts += 1
      flush()
    } else {
      timer ??= setTimeout(() => {
        timer = undefined
        flushIfItMay()
      }, everyMs)
    }
  }

  function add(line: LogEntry): void {
    said.lines.push(line)
    characters += line.text.length
    if (said.lines.length > 2 * keptLogLines || characters > maxCharacters) {
      const kept = lastOf(said.lines)
      said.skipped += said.lines.length - kept.length
      said.lines = kept
      characters = kept.reduce((sum, { text }) => sum + text.length, 0)
    }
    flushIfItMay()
  }

  return {
    stage(name) {
      // What was said of the stage before is over.
      const stages = [...said.stages, { name: textOf(name).slice(0, 200), at: Date.now() }].slice(-keptStages)
      said = { ...said, stages, progress: undefined }
      flushIfItMay()
    },
    progress(update) {
      try {
        said.progress = cleanProgress(update)
      } catch {
        // Reading a field may run the job's own code. Progress harms nothing: what cannot be read is not said.
        return
      }
      flushIfItMay()
    },
    log: createJobLog(add),
    flush,
  }
}

/** The last lines, as many as a job keeps and as have half of what may wait. */
function lastOf(lines: readonly LogEntry[]): LogEntry[] {
  let from = lines.length
  for (let left = maxCharacters / 2; from > 0 && lines.length - from < keptLogLines; from -= 1) {
    left -= lines[from - 1]?.text.length ?? 0
    if (left < 0) break
  }
  return lines.slice(from)
}
