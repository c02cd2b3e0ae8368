import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { AnyJobDefinition } from '#core/define-job.ts'
import { pipePort } from './pipe-port.ts'
import { runStart } from './run-start.ts'
import { threadPort } from './thread-port.ts'
import { watchdogSource } from './watchdog.ts'

// A thread or a process of one attempt of a job. As a process it ends with the worker process that started it, as a thread it does anyway.
const pipeFd = 3

function openPort() {
  if (parentPort) return threadPort(parentPort, workerData.taken)
  // A job that never yields does not see that the pipe was closed; a thread beside it does not wait for the job.
  new Worker(watchdogSource, { eval: true, workerData: process.ppid, execArgv: [], stdout: true, stderr: true }).unref()
  return pipePort(pipeFd, () => process.kill(-process.pid, 'SIGKILL'))
}

async function findDefinition(type: string, module: string | undefined): Promise<AnyJobDefinition> {
  // A module that was named is somebody's own catalogue, with the same export.
  const { catalogue }: { catalogue: ReadonlyMap<string, AnyJobDefinition> } =
    module === undefined ? await import('#workers/catalogue.gen.ts') : await import(module)
  const definition = catalogue.get(type)
  if (!definition) throw new Error(`The catalogue of isolates has no job type "${type}".`)
  return definition
}

runStart({
  port: openPort(),
  findDefinition,
  // With a listener neither of them ends the isolate by itself; the worker process does, once it has heard.
  onUncaught(listener) {
    process.on('uncaughtException', listener)
    process.on('unhandledRejection', listener)
  },
})
