import type { LogEntry } from '#core/log-line.ts'
import { queueKey } from '#server/queues.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { prepareJobHashes } from '#workers/job-hash.ts'

export const job = { queue: 'mail', id: 'j_one' }
export const id = 'mail:j_one'

/** A pipeline with a job in its first attempt, and a worker that writes numbered lines in its log. */
export async function startWithLog() {
  const pipeline = await startPipeline([job.queue])
  const { commands, prefix, queues } = pipeline
  const key = queueKey(prefix, job.queue, job.id)
  await queues.get(job.queue).add(job.queue, {}, { jobId: job.id })
  await commands.hset(key, 'ats', 1)
  const hash = prepareJobHashes(commands, prefix)(job, 1)
  let written = 0
  const write = async (count: number, text = 'line') => {
    const lines = Array.from({ length: count }, (_, i): LogEntry => {
      return { at: 5_000, level: 'info', text: `${text} ${written + i + 1}` }
    })
    written += count
    await hash.log(lines)
  }
  return { ...pipeline, key, hash, write }
}
