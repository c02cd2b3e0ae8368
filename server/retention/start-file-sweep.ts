import { repeat } from '#server/repeat.ts'
import { ExpiredFiles, type FileServices } from './expired-files.ts'
import { StrayFiles } from './stray-files.ts'

export interface FileSweepOptions extends FileServices {
  queues: readonly string[]
  everyMs?: number
  /** What was left behind is in no hurry, and looking for it asks Redis for every job with files. */
  straysEveryMs?: number
}

/** Keeps the data directory free of what nobody can fetch any more. Runs in every process that has one: disks are local. */
export function startFileSweep({ queues, everyMs = 5_000, straysEveryMs = 60_000, ...services }: FileSweepOptions) {
  const { log } = services
  const expired = new ExpiredFiles(services, queues)
  const strays = new StrayFiles(services)
  const failure = 'Files could not be looked after; trying again.'
  const rounds = [
    repeat(() => expired.round(), { everyMs, soonMs: 200, failure, log }),
    repeat(
      async () => {
        await strays.round()
        return false
      },
      { everyMs: straysEveryMs, failure, log },
    ),
  ]
  return {
    async close(): Promise<void> {
      await Promise.all(rounds.map((each) => each.close()))
      await strays.close()
    },
  }
}
