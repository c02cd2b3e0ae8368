import { formatDuration } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import type { OpsQueue, OpsWorker } from '#core/ops.ts'
import { workers as words } from '#words/workers.ts'

const w = words.room

/** How many jobs of a queue can run, and begin: `4 on 2 workers, 3 in all, 10 in 1 min`. */
export function roomWords(
  { name, limits }: OpsQueue,
  workers: readonly OpsWorker[] | undefined,
  locale?: string,
): string {
  const count = (n: number) => formatCount(n, locale)
  const serving = workers?.filter(({ types }) => types.includes(name))
  const room = serving?.map(({ concurrency }) => concurrency?.[name])
  const parts = [
    serving?.length === 0 && w.noWorker,
    room &&
      room.length > 0 &&
      !room.includes(undefined) &&
      w.onWorkers(count(sum(room)), count(room.length), room.length),
    limits?.concurrency !== undefined && w.inAll(count(limits.concurrency)),
    limits?.rate && w.rate(count(limits.rate.max), formatDuration(limits.rate.perMs)),
  ]
  return w.list(parts.filter((part) => typeof part === 'string'))
}

const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((a, b) => a + (b ?? 0), 0)
