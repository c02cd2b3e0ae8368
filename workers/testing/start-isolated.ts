import { onTestFinished } from 'vitest'
import type { ProgressUpdate } from '#core/define-job.ts'
import type { LogEntry } from '#core/log-line.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { runIsolated } from '#workers/isolate/run-isolated.ts'
import type { CodeListener } from '#workers/job-code.ts'
import type { IsolatedAct } from './isolated-catalogue.ts'

export const isolatedCatalogue = new URL('./isolated-catalogue.ts', import.meta.url).href

export interface IsolatedStart {
  act: IsolatedAct
  ms?: number
  heapMb?: number
  dataDir?: string
}

/** Starts one attempt of a job of the isolated catalogue, without Redis. The isolate ends with the test at the latest. */
export async function startIsolated(kind: 'thread' | 'process', { act, ms, heapMb, dataDir }: IsolatedStart) {
  const stop = new AbortController()
  const output: string[] = []
  const said = { stages: [] as string[], progress: [] as ProgressUpdate[], lines: [] as LogEntry[], skipped: 0 }
  const code = runIsolated({
    kind,
    start: {
      ...{ type: 'start', job: { queue: kind, id: 'j_one' }, attempt: 1, failures: 2 },
      ...{ catalogue: isolatedCatalogue, definition: kind, data: { act, ms } },
      env: { smtpUrl: 'smtp://ada:secret@localhost' },
      dataDir: dataDir ?? (await testFolder()),
    },
    signal: stop.signal,
    log: { ...quietLog, info: (about: { line?: string }) => void output.push(about.line ?? '') },
    heapMb,
    shutdownGraceMs: 300,
  })
  onTestFinished(() => code.end?.())
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of waiting) look()
  }
  const listener: CodeListener = {
    stage: (name) => void said.stages.push(name),
    progress(update) {
      said.progress.push(update)
      wake()
    },
    log: Object.assign(() => {}, { info() {}, warn() {}, error() {} }),
    lines(lines, skipped) {
      said.skipped += skipped
      said.lines.push(...lines)
      wake()
    },
  }
  const running = code.run(listener)
  // What it comes to is looked at later, if at all.
  running.catch(() => {})
  return {
    ...{ code, running, said, output, stop: (reason: unknown) => stop.abort(reason) },
    /** Resolves once it has said enough. */
    until: (isEnough: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (isEnough()) resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
