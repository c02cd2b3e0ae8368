import type { AnyJobDefinition, JobContext } from '#core/define-job.ts'
import { formatJobId } from '#core/job-id.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { openJobLedger } from '#server/store/job-ledger.ts'
import { createOnce } from '#workers/do-once.ts'
import { createJobChildren } from '#workers/job-children.ts'
import { createJobFileWriter } from '#workers/job-file-writer.ts'
import { runDefinition } from '#workers/run-definition.ts'
import { gatherSaid } from './gather-said.ts'
import type { StartIsolate } from './isolate-messages.ts'
import type { IsolatePort } from './isolate-port.ts'
import { createIsolateSignal } from './isolate-signal.ts'
import { judgeError } from './judge-error.ts'
import { stopReasonOf } from './stop-message.ts'
import { createCalls } from './worker-calls.ts'

export interface RunStartOptions {
  port: IsolatePort
  /** Finds the definition of a type in a module, or in the product's own catalogue. */
  findDefinition(type: string, module: string | undefined): Promise<AnyJobDefinition>
  /** Hears of what nobody caught. */
  onUncaught(listener: (error: unknown) => void): void
}

/** Runs the one attempt this isolate is for, as soon as it is told which. */
export function runStart({ port, findDefinition, onUncaught }: RunStartOptions): void {
  const { signal, stop } = createIsolateSignal(port.poll)
  const calls = createCalls(port.post)
  const said = gatherSaid(port)
  let definition: AnyJobDefinition | undefined

  const fail = (failures: number, thrown: unknown) => {
    said.flush()
    port.post({ type: 'threw', ...judgeError(definition, failures, thrown) })
  }

  async function run(start: StartIsolate): Promise<void> {
    const { job, attempt, env, data, failures } = start
    onUncaught((error) => fail(failures, error))
    try {
      definition = await findDefinition(start.definition, start.catalogue)
      signal.throwIfAborted()
      const paths = dataPaths(start.dataDir)
      const context: JobContext<string> = {
        ...{ id: formatJobId(job), attempt, signal, env, stage: said.stage, progress: said.progress, log: said.log },
        files: createJobFileWriter(paths, { job, attempt }, signal, { onWritten: calls.of('made').file }).files,
        children: createJobChildren(calls.of('children'), paths),
        once: createOnce(() => openJobLedger(paths.jobLedger(job)), signal),
      }
      const { result, stored, summary } = await runDefinition(definition, data, context)
      said.flush()
      port.post({ type: 'done', result: JSON.stringify(result), stored, summary })
    } catch (thrown) {
      fail(failures, thrown)
    }
  }

  port.listen((message) => {
    switch (message.type) {
      case 'start':
        return void run(message)
      case 'stop':
        return stop(stopReasonOf(message.stop))
      case 'answer':
        return calls.answered(message)
    }
  })
}
