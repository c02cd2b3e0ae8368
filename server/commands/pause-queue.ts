import type { Queues } from '#server/queues.ts'

/**
 * Lets no more jobs of a queue begin, on any worker, until it is resumed; what runs goes on. BullMQ announces both on the queue's own
 * event stream, so that waiting cards say why they wait. Doing it again changes nothing.
 */
export const pauseQueue = ({ queues }: { queues: Queues }, queue: string): Promise<void> => queues.get(queue).pause()

/** Lets the jobs of a paused queue begin again. */
export const resumeQueue = ({ queues }: { queues: Queues }, queue: string): Promise<void> => queues.get(queue).resume()
