import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { ToIsolate } from './isolate-messages.ts'
import type { IsolatePort } from './isolate-port.ts'

/** So many messages may wait for the worker process. */
const maxWaiting = 8

/** The port of an isolate that is a thread. The worker process counts in `taken` how many messages it has taken. */
export function threadPort(port: MessagePort, taken: Int32Array): IsolatePort {
  let posted = 0
  let hear = (_message: ToIsolate) => {}
  port.on('message', (message: ToIsolate) => hear(message))
  return {
    post(message) {
      port.postMessage(message)
      posted += 1
    },
    isFree: () => posted - Atomics.load(taken, 0) < maxWaiting,
    poll() {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) hear(got.message)
    },
    listen(listener) {
      hear = listener
    },
  }
}
