import { Worker } from 'node:worker_threads'
import type { Isolate, IsolateOptions } from './isolate.ts'
import { isolateEntry } from './isolate-entry.ts'
import { isolateEnvironment } from './isolate-environment.ts'

/** Starts an isolate that is a thread of this process. */
export function startThread({ onMessage, onEnd, heapMb }: IsolateOptions): Isolate {
  const taken = new Int32Array(new SharedArrayBuffer(4))
  const thread = new Worker(isolateEntry, {
    workerData: { taken },
    execArgv: [],
    env: isolateEnvironment(process.env),
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  let why: string | undefined
  thread.on('message', (message) => {
    Atomics.add(taken, 0, 1)
    onMessage(message)
  })
  thread.on('error', (error) => {
    const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    why = isMemory ? 'ran out of memory' : `failed: ${error.message}`
  })
  const exited = new Promise<void>((resolve) => {
    thread.once('exit', (code) => {
      onEnd(why ?? `ended with the exit code ${code}`)
      resolve()
    })
  })
  return {
    post: (message) => thread.postMessage(message),
    async end() {
      await thread.terminate()
      await exited
    },
    output: [thread.stdout, thread.stderr],
  }
}
