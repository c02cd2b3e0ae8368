import { Cluster } from 'ioredis'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import { cancelChannel, cancelMessageSchema } from '#server/cancel/cancel-message.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import type { Log } from '#server/log.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'

export interface RunningAttempt {
  job: JobAddress
  attempt: number
  /** Somebody asked for its end. May be told more than once. */
  onAsk(askedAt: number): void
}

/** Tells the attempts of this process that somebody asked for their end. */
export interface CancelListener {
  /** Begins to listen for an attempt; what came before is for the caller to find. Returns how to end that. */
  listen(running: RunningAttempt): () => void
  /** When somebody asked for the end of this attempt, as Redis knows it. */
  find(running: Pick<RunningAttempt, 'job' | 'attempt'>): Promise<number | undefined>
  /** Looks whether somebody asked for the end of one of these jobs of a queue; for whoever hears that they still run. */
  look(queue: string, ids: readonly string[]): void
  close(): void
}

export interface CancelListenerOptions {
  redis: RedisClient
  prefix: string
  log: Log
}

/**
 * Listens on one channel for all jobs of the process. What is published while the connection is away is lost, so whoever is told also
 * finds it in Redis: an attempt looks for it when it begins, and this listener whenever the connection is back.
 */
export function listenForCancels({ redis, prefix, log }: CancelListenerOptions): CancelListener {
  const channel = cancelChannel(prefix)
  const cancels = createCancels(redis, prefix)
  const running = new Map<string, RunningAttempt>()
  // A connection that listens does nothing else.
  const listening = redis instanceof Cluster ? redis.duplicate() : redis.duplicate()

  async function find({ job, attempt }: Pick<RunningAttempt, 'job' | 'attempt'>): Promise<number | undefined> {
    const record = await cancels.find(job)
    // Also of a job that was ended because its lock had run out, while this process was too busy to renew it.
    return record?.attempt === attempt ? record.at : undefined
  }

  const report = (error: unknown) => log.warn({ err: error }, 'It could not be seen whether a job is to be cancelled.')

  async function lookAt(attempt: RunningAttempt): Promise<void> {
    const askedAt = await find(attempt)
    if (askedAt !== undefined) attempt.onAsk(askedAt)
  }

  async function subscribe(): Promise<void> {
    await listening.subscribe(channel)
    await Promise.all([...running.values()].map(lookAt))
  }
  const onReady = () => void subscribe().catch(report)

  function onMessage(from: string, text: string): void {
    const message = from === channel ? parseStored(cancelMessageSchema, text) : undefined
    const told = message && running.get(formatJobId(message))
    if (told && told.attempt === message.attempt) told.onAsk(message.at)
  }

  // The connection it is like reports the outages of both.
  listening.on('error', () => {})
  listening.on('message', onMessage)
  listening.on('ready', onReady)

  return {
    listen(attempt) {
      const id = formatJobId(attempt.job)
      running.set(id, attempt)
      return () => {
        if (running.get(id) === attempt) running.delete(id)
      }
    },
    find,
    look(queue, ids) {
      for (const id of ids) {
        const attempt = running.get(formatJobId({ queue, id }))
        if (attempt) lookAt(attempt).catch(report)
      }
    },
    close() {
      running.clear()
      listening.disconnect()
    },
  }
}
