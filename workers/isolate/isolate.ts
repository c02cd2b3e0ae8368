import type { Readable } from 'node:stream'
import type { FromIsolate, ToIsolate } from './isolate-messages.ts'

/** A thread or a process that runs one attempt of a job, seen from the worker process. */
export interface Isolate {
  post(message: ToIsolate): void
  /** Ends it, whatever it does. Resolves once it has ended. */
  end(): Promise<void>
  output: readonly (Readable | null)[]
}

export interface IsolateOptions {
  /** Told of each message in order. */
  onMessage(message: FromIsolate): void
  /** Told once it has ended, of itself or not: how it did, as the end of a sentence. */
  onEnd(how: string): void
  /** The largest heap, in MiB; Node's own limit unless told. */
  heapMb?: number
}
