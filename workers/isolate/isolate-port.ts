import type { FromIsolate, ToIsolate } from './isolate-messages.ts'

/** How the code in an isolate and its worker process talk, seen from the isolate. */
export interface IsolatePort {
  /** Sends a message, also out of a loop that never yields. Throws for what cannot be cloned. */
  post(message: FromIsolate): void
  /** Whether little of what was posted still waits: until then, what can be put together is. */
  isFree(): boolean
  /** Hears at once what has come, also in a loop that never yields. */
  poll(): void
  /** Who hears; there is one. */
  listen(hear: (message: ToIsolate) => void): void
}
