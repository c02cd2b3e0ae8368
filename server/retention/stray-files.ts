import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobAddress } from '#core/job-id.ts'
import { uploadIdPattern } from '#core/upload.ts'
import { queueKey } from '#server/queues.ts'
import { nameOfFolder } from '#server/store/data-paths.ts'
import { isMissing, uploadLifetimeMs } from '#server/store/uploads.ts'
import { EndlessWalk } from './endless-walk.ts'
import type { FileServices } from './expired-files.ts'
import { listFolder } from './list-folder.ts'
import { retentionKeys } from './retention-keys.ts'

/** What nobody needs is left alone for so long, in milliseconds: it may be on its way. */
export const strayAgeMs = 60 * 60 * 1000

/** How much of each folder one round looks at. */
const perRound = 200

/**
 * Removes what a crash left behind: half-written files, uploads nobody used in time, and files of jobs that are no more. A job that left a
 * tombstone is certainly no more; any other must have been missing for an hour, in which somebody notices a wrong `REDIS_URL`.
 */
export class StrayFiles {
  private missing = new Map<string, number>()
  private stillMissing = new Map<string, number>()
  private readonly halves: EndlessWalk<string>
  private readonly uploads: EndlessWalk<string>
  private readonly jobs: EndlessWalk<JobAddress>

  constructor(
    private readonly services: FileServices,
    private readonly now: () => number = Date.now,
  ) {
    const { paths } = services
    this.halves = new EndlessWalk(() => namesIn(paths.temporary))
    this.uploads = new EndlessWalk(() => namesIn(paths.uploads))
    this.jobs = new EndlessWalk(() => jobsIn(paths.jobs))
  }

  async round(): Promise<void> {
    const { paths } = this.services
    for (const name of (await this.halves.next(perRound)).items) {
      const path = join(paths.temporary, name)
      if ((await this.age(path)) > strayAgeMs) await this.remove(path)
    }
    for (const name of (await this.uploads.next(perRound)).items) {
      if (uploadIdPattern.test(name) && (await this.isUnused(paths.upload(name)))) await this.remove(paths.upload(name))
    }
    const { items, isEnd } = await this.jobs.next(perRound)
    for (const job of items) if (await this.isOrphan(job)) await this.remove(paths.job(job))
    if (!isEnd) return
    this.missing = this.stillMissing
    this.stillMissing = new Map()
  }

  async close(): Promise<void> {
    await Promise.all([this.halves.close(), this.uploads.close(), this.jobs.close()])
  }

  /** An upload without a record is half of one. A whole one may be used until the time its answer told, and a little longer. */
  private async isUnused(folder: string): Promise<boolean> {
    const recordAge = await this.age(join(folder, 'record.json'))
    if (recordAge > 0) return recordAge > uploadLifetimeMs + strayAgeMs
    return (await this.age(folder)) > strayAgeMs
  }

  private async isOrphan(job: JobAddress): Promise<boolean> {
    const { redis, prefix, paths } = this.services
    if ((await redis.exists(queueKey(prefix, job.queue, job.id))) === 1) return false
    if ((await redis.exists(`${retentionKeys(prefix, job.queue).tombstones}${job.id}`)) === 1) return true
    const path = paths.job(job)
    const since = this.missing.get(path) ?? this.now()
    this.stillMissing.set(path, since)
    return this.now() - since > strayAgeMs
  }

  /** In milliseconds; 0 for what is not there. */
  private async age(path: string): Promise<number> {
    try {
      return Math.max(1, this.now() - (await stat(path)).mtimeMs)
    } catch (error) {
      if (isMissing(error)) return 0
      throw error
    }
  }

  private async remove(path: string): Promise<void> {
    try {
      await rm(path, { recursive: true, force: true })
      this.services.log.info({ path }, 'A file nobody needs was removed.')
    } catch (error) {
      this.services.log.warn({ err: error, path }, 'A file nobody needs could not be removed; trying again later.')
    }
  }
}

async function* namesIn(folder: string) {
  for await (const { name } of listFolder(folder)) yield name
}

async function* jobsIn(folder: string): AsyncGenerator<JobAddress> {
  for await (const entry of listFolder(folder)) {
    const queue = nameOfFolder(entry.name)
    if (queue === undefined || !entry.isDirectory()) continue
    for await (const { name } of listFolder(join(folder, entry.name))) {
      const id = nameOfFolder(name)
      if (id !== undefined) yield { queue, id }
    }
  }
}
