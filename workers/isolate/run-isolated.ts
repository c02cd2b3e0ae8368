import { IsolateEndedError } from '#core/isolate-ended-error.ts'
import type { JobFile } from '#core/job.ts'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import type { Log } from '#server/log.ts'
import type { ChildCalls } from '#workers/child-calls.ts'
import type { CodeListener, JobCode } from '#workers/job-code.ts'
import { JudgedError } from '#workers/judged-error.ts'
import type { Ran } from '#workers/run-definition.ts'
import type { Isolate } from './isolate.ts'
import type { FromIsolate, StartIsolate } from './isolate-messages.ts'
import { followOutput } from './isolate-output.ts'
import { startProcess } from './start-process.ts'
import { startThread } from './start-thread.ts'
import { stopMessageOf } from './stop-message.ts'
import { answerCall } from './worker-calls.ts'

export interface IsolatedOptions {
  kind: 'thread' | 'process'
  start: StartIsolate
  signal: AbortSignal
  /** Without them it can have no children. */
  children?: ChildCalls
  log: Log
  heapMb?: number
  /** How long it may clean up when its worker process stops; after a cancel or a timeout its attempt says so. */
  shutdownGraceMs?: number
}

const starters = { thread: startThread, process: startProcess }

/** Runs the definition of a job type in a thread or a process of its own, which ends with the attempt. */
export function runIsolated(options: IsolatedOptions): JobCode {
  const { kind, start, signal, children, log, heapMb, shutdownGraceMs = 5_000 } = options
  const written: JobFile[] = []
  const calls = {
    ...(children && { children }),
    made: {
      async file(file: JobFile) {
        const before = written.findIndex(({ name }) => name === file.name)
        written.splice(before < 0 ? written.length : before, 1, file)
      },
    },
  }
  let isolate: Isolate | undefined
  let lastChance: NodeJS.Timeout | undefined

  function onAbort(): void {
    const { reason } = signal
    isolate?.post({ type: 'stop', stop: stopMessageOf(reason) })
    if (reason instanceof JobCancelledError || reason instanceof JobTimeoutError) return
    lastChance = setTimeout(() => isolate?.end(), shutdownGraceMs)
  }

  function hear(message: FromIsolate, listener: CodeListener): Ran | undefined {
    switch (message.type) {
      case 'said':
        for (const { name, at } of message.stages) listener.stage(name, at)
        if (message.progress) listener.progress(message.progress)
        if (message.lines.length + message.skipped > 0) listener.lines(message.lines, message.skipped)
        return undefined
      case 'call':
        void answerCall(calls, message, (answer) => isolate?.post(answer))
        return undefined
      case 'threw':
        for (const problem of message.problems)
          log.warn({ type: start.definition, problem }, 'A job type does not say how long to wait.')
        throw new JudgedError(message)
      case 'done': {
        const { result, stored, summary } = message
        return { result: result === undefined ? undefined : JSON.parse(result), stored, summary }
      }
    }
  }

  return {
    written,
    run: (listener) =>
      new Promise<Ran>((resolve, reject) => {
        const started = starters[kind]({
          heapMb,
          onMessage(message) {
            try {
              const ran = hear(message, listener)
              if (ran) resolve(ran)
            } catch (error) {
              reject(error)
            }
          },
          onEnd: (how) => reject(new IsolateEndedError(kind, how)),
        })
        isolate = started
        const about = { jobId: start.job.id, queue: start.job.queue, attempt: start.attempt }
        followOutput(started.output, (line) => log.info({ ...about, line }, 'A job wrote to its output.'))
        started.post(start)
        signal.addEventListener('abort', onAbort, { once: true })
        if (signal.aborted) onAbort()
      }),
    async end() {
      clearTimeout(lastChance)
      signal.removeEventListener('abort', onAbort)
      await isolate?.end()
    },
  }
}
