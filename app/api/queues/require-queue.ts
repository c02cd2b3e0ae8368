import { UnknownQueueError } from '#core/queue-errors.ts'

/** A queue nobody watches is not made by pausing it. Throws `UnknownQueueError`. */
export function requireQueue(watched: readonly string[], queue: string): string {
  if (!watched.includes(queue)) throw new UnknownQueueError()
  return queue
}
