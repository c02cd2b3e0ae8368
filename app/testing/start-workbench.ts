import { onTestFinished } from 'vitest'
import type { AnyJobDefinition } from '#core/define-job.ts'
import type { FlowRequest } from '#core/flow.ts'
import type { Job } from '#core/job.ts'
import { parseJobId } from '#core/job-id.ts'
import { createJobOwners } from '#server/auth/job-owners.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { allFiles, testKeys, testOwnership } from '#server/testing/test-ownership.ts'
import { quietLog, testConnection, testFolder } from '#server/testing/test-redis.ts'
import { startWorkers } from '#workers/start-workers.ts'

/** A pipeline, and workers that run `definitions` once they are started; closed when the test ends. */
export async function startWorkbench(definitions: Record<string, AnyJobDefinition>, log = quietLog) {
  const pipeline = await startPipeline(Object.keys(definitions))
  const { commands: redis, prefix, queues, reader } = pipeline
  const paths = dataPaths(await testFolder())
  const idempotency = createIdempotency(redis, prefix)
  const tombstones = createTombstones(redis, prefix, createJobOwners(testKeys))
  const ownership = testOwnership(redis, prefix)
  const cancels = createCancels(redis, prefix)
  const commands = { idempotency, ownership, paths, samplesDir: '', rights: allFiles }
  const services = { ...commands, cancels, redis, queues, reader, tombstones, log }

  function definitionOf(type: string): AnyJobDefinition {
    const definition = definitions[type]
    if (!definition) throw new Error(`No definition of ${type}.`)
    return definition
  }

  return {
    ...pipeline,
    services,
    definitionOf,
    async work(worker = 'test-worker') {
      const connection = await testConnection('worker')
      const catalogue = new Map(Object.entries(definitions))
      const workers = await startWorkers({ catalogue, keys: testKeys, redis: connection, prefix, paths, worker, log })
      onTestFinished(() => workers.close())
      return workers
    },
    async submit(type: string, input: unknown, rest: Omit<FlowRequest, 'type' | 'input'> = {}): Promise<string> {
      const request = { type, input, ...rest }
      return (await submitJob(services, 'anonymous', { definition: definitionOf(type), request, definitionOf })).answer
        .id
    },
    /** The job as it is in Redis. */
    async fresh(id: string): Promise<Job | undefined> {
      const address = addressOf(id)
      return (await reader.jobs(address.queue, [address.id])).jobs[0]
    },
  }
}

export function addressOf(id: string) {
  const address = parseJobId(id)
  if (!address) throw new Error(`Not an id: ${id}`)
  return address
}
