import type { Redis } from 'ioredis'

const datasetKey = 'waybill:{meta}:dataset'

/**
 * Names the data a cursor belongs to: an id that lives with the data, so that a flush or a restored dump changes it, and Redis'
 * run id, so that any restart does. A restart costs one snapshot, a cursor from other data would cost the truth.
 */
export async function readEpoch(redis: Redis): Promise<string> {
  await redis.set(datasetKey, crypto.randomUUID(), 'NX')
  const [dataset, info] = await Promise.all([redis.get(datasetKey), redis.info('server')])
  const runId = /^run_id:(\w+)/m.exec(info)?.[1] ?? 'unknown'
  return `${dataset}.${runId}`
}
