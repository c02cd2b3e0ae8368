import { expect, test } from 'vitest'
import { createQueueLook } from '#server/ops/queue-look.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { pauseQueue, resumeQueue } from './pause-queue.ts'

test('the waiting jobs of a paused queue say at once why they wait, and no longer once it is resumed', async () => {
  const { commands, prefix, queues, watch } = await startPipeline(['mail', 'images'])
  const look = createQueueLook(commands, prefix)
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  await queues.get('images').add('images', {}, { jobId: 'j_2' })
  const seen = await watch({ kind: 'board', perState: 10 })
  const reason = (id: string) => {
    const job = seen.board().get(id)
    return job?.state === 'pending' ? job.reason : undefined
  }
  // Twice is once.
  for (let i = 0; i < 2; i += 1) await pauseQueue({ queues }, 'mail')
  await seen.until(() => reason('mail:j_1') === 'queue-paused')
  expect(reason('images:j_2')).toBe('queued')
  expect([await look('mail'), await look('images')]).toMatchObject([{ paused: true }, { paused: false }])
  for (let i = 0; i < 2; i += 1) await resumeQueue({ queues }, 'mail')
  await seen.until(() => reason('mail:j_1') === 'queued')
  expect(await look('mail')).toMatchObject({ paused: false })
})
