import { expect, test } from 'vitest'
import { onFailures } from '#core/flow-limits.ts'
import { newJobId } from '#core/job-id.ts'
import { addFlow } from '#server/flows/add-flow.ts'
import { prepareFlow } from '#server/flows/prepare-flow.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { testFolder, testRedisUrl } from '#server/testing/test-redis.ts'
import rehearsal from './jobs/rehearsal.ts'
import { startWorkerProcess } from './testing/start-worker-process.ts'

const short = { steps: 1, stepMs: 0, stages: 1 }

test('[G3] no parent waits for ever: a child whose workers are killed twice, with each policy', async () => {
  const { prefix, queues, watch } = await startPipeline(['rehearsal'])
  const dataDir = await testFolder()
  const services = { paths: dataPaths(dataDir), samplesDir: '' }
  const seen = await watch({ kind: 'board', perState: 50 })
  const ids = await Promise.all(
    onFailures.map(async (onFailure) => {
      const child = {
        type: 'rehearsal',
        input: { ...short, title: 'killer', exitAtStep: 1, exitAttempts: 9 },
        onFailure,
      }
      const request = { type: 'rehearsal', input: { ...short, title: onFailure }, children: [child] }
      const id = newJobId()
      const flow = await prepareFlow(services, { definition: rehearsal, request, id, definitionOf: () => rehearsal })
      await addFlow(queues, flow)
      return `rehearsal:${id}`
    }),
  )
  const start = () =>
    startWorkerProcess({
      ...{ redisUrl: testRedisUrl(), prefix, dataDir, beatEveryMs: 200, beatLifeMs: 1_000 },
      ...{ lockMs: 1_000, stalledCheckMs: 300 },
    })
  const isOver = () => ids.every((id) => ['success', 'failure'].includes(seen.board().get(id)?.state ?? ''))
  // Each of them takes its worker with it, twice.
  for (let started = 0; !isOver() && started < 8; started += 1) {
    const worker = await start()
    await Promise.race([worker.exited, seen.until(isOver)])
  }
  const [fail = '', ...others] = ids
  expect(seen.board().get(fail)).toMatchObject({ state: 'failure', error: { name: 'ChildFailedError' } })
  for (const id of others) expect(seen.board().get(id)).toMatchObject({ state: 'success' })
  const killers = [...seen.board().values()].filter(({ label }) => label === 'killer')
  expect(killers.map((job) => 'reason' in job && job.reason)).toEqual(Array(3).fill('worker-lost'))
}, 60_000)
