import type { Changes, Mark, Reset, WatchAck, WatchRequest } from '#core/protocol.ts'

/** What the transport tells the store. */
export interface WatchListener {
  connected(): void
  /** The connection is lost, or could not be made. The transport goes on trying by itself. */
  disconnected(): void
  changes(changes: Changes): void
  mark(mark: Mark): void
  reset(reset: Reset): void
}

/** The way to the server as the store sees it: the socket in a browser, a script in a test. */
export interface WatchTransport {
  connect(listener: WatchListener): void
  /**
   * Answers with undefined when no answer came. A callback, not a promise: the changes that follow an answer may arrive in
   * the same task, and a promise would let them overtake it.
   */
  watch(request: WatchRequest, answer: (ack: WatchAck | undefined) => void): void
  unwatch(watch: string): void
  /** The network or the page is back after a sleep: a transport that waits before it tries again need not wait any longer. */
  wake?(): void
  close(): void
}
