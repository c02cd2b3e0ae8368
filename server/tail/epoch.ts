import type { Redis } from 'ioredis'

/**
 * Names the data a cursor belongs to: an id that lives with the data, so that a flush or another dump changes it, and Redis'
 * run id, so that any restart or failover does. A restart costs one snapshot, a cursor from other data would cost the truth.
 */
export async function readEpoch(redis: Redis, datasetKey: string): Promise<string> {
  const [known, info] = await Promise.all([redis.get(datasetKey), redis.info('server')])
  const runId = /^run_id:(\w+)/m.exec(info)?.[1] ?? 'unknown'
  return `${known ?? (await nameDataset(redis, datasetKey))}.${runId}`
}

/** Written only where it is missing: a replica that may only be read has its primary's. Of several who name it the first wins. */
async function nameDataset(redis: Redis, datasetKey: string): Promise<string> {
  await redis.set(datasetKey, crypto.randomUUID(), 'NX')
  const name = await redis.get(datasetKey)
  if (name === null) throw new Error('The id of the data was removed while it was written; it is tried again.')
  return name
}
