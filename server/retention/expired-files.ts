import { rm } from 'node:fs/promises'
import type { Log } from '#server/log.ts'
import { queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { retentionKeys } from './retention-keys.ts'

export interface FileServices {
  redis: RedisClient
  prefix: string
  paths: DataPaths
  log: Log
}

/** How many folders of a queue one round removes. */
const perRound = 500

/**
 * Removes the files of jobs that were taken away. The sweeper is one process, disks may be many: it only leaves a list, and every process
 * with a data directory follows the list on its own. One that was away, or crashed on the way, begins with all of the last day.
 */
export class ExpiredFiles {
  private readonly places = new Map<string, { from: string; known: number }>()

  constructor(
    private readonly services: FileServices,
    private readonly queues: readonly string[],
  ) {}

  /** Returns whether there is more to do at once. */
  async round(): Promise<boolean> {
    let more = false
    for (const queue of this.queues) more = (await this.follow(queue)) || more
    return more
  }

  private async follow(queue: string): Promise<boolean> {
    const { redis, prefix } = this.services
    const { from, known } = this.places.get(queue) ?? { from: '-inf', known: 0 }
    const list = retentionKeys(prefix, queue).gone
    const rows = await redis.zrangebyscore(list, from, '+inf', 'WITHSCORES', 'LIMIT', known, perRound)
    const place = { from, known }
    for (let at = 0; at < rows.length; at += 2) {
      const [id = '', score = from] = rows.slice(at, at + 2)
      await this.remove(queue, id)
      place.known = score === place.from ? place.known + 1 : 1
      place.from = score
    }
    this.places.set(queue, place)
    return rows.length / 2 >= perRound
  }

  private async remove(queue: string, id: string): Promise<void> {
    const { redis, prefix, paths, log } = this.services
    // Somebody may have used the id again.
    if ((await redis.exists(queueKey(prefix, queue, id))) === 1) return
    await rm(paths.job({ queue, id }), { recursive: true, force: true }).catch((error: unknown) => {
      // It is found again among those whose job is no more.
      log.warn(
        { err: error, queue, jobId: id },
        'The files of an expired job could not be removed; trying again later.',
      )
    })
  }
}
