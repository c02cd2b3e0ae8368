import type { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import type { AnyJobDefinition } from '#core/define-job.ts'
import type { ScheduleChange, ScheduleRequest } from '#core/schedule.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { createQueues } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { changeSchedule } from '#server/schedules/change-schedule.ts'
import { createSchedule } from '#server/schedules/create-schedule.ts'
import { deleteSchedule } from '#server/schedules/delete-schedule.ts'
import { listSchedules, readSchedule } from '#server/schedules/read-schedules.ts'
import { runSchedule } from '#server/schedules/run-schedule.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { testOwnership } from '#server/testing/test-ownership.ts'
import { testConnection, testFolder, testPrefix } from './test-redis.ts'

/** The commands on schedules of one job type, over queues of their own. */
export async function startSchedules(type: string, definition: AnyJobDefinition, connected?: Redis) {
  const redis = connected ?? (await testConnection())
  const prefix = connected ? 'bull' : testPrefix(redis)
  onTestFinished(async () => {
    // A Redis of the test's own keeps nothing anyway, and may be gone by now.
    if (connected) return
    for await (const keys of redis.scanStream({ match: `waybill:{${prefix}}:*`, count: 1_000 })) {
      if (keys.length > 0) await redis.del(keys)
    }
  })
  const queues = createQueues(redis, prefix)
  const paths = dataPaths(await testFolder())
  const services = {
    ...{ redis, prefix, queues, paths, samplesDir: '' },
    schedules: createScheduleStore(redis, prefix),
    reader: createJobReader(redis, prefix),
    tombstones: createTombstones(redis, prefix),
    idempotency: createIdempotency(redis, prefix),
    ownership: testOwnership(redis, prefix),
  }
  return {
    ...services,
    services,
    queue: queues.get(type),
    create: (request: Omit<ScheduleRequest, 'type'>) =>
      createSchedule(services, definition, { type, ...request }, 'ada'),
    change: (id: string, change: ScheduleChange) => changeSchedule(services, () => definition, id, change),
    run: (id: string, key?: string) => runSchedule(services, () => definition, { id, principal: 'ada', key }),
    remove: (id: string) => deleteSchedule(services, id),
    read: (id: string) => readSchedule(services, id),
    list: (limit: number, cursor?: string) => listSchedules(services, { limit, cursor }),
  }
}
