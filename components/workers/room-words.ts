import { formatDuration } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import type { OpsQueue, OpsWorker } from '#core/ops.ts'

/** How many jobs of a queue can run, and begin: `4 on 2 workers, 3 in all, 10 in 1 min`. */
export function roomWords({ name, limits }: OpsQueue, workers: readonly OpsWorker[] | undefined): string {
  const serving = workers?.filter(({ types }) => types.includes(name))
  const room = serving?.map(({ concurrency }) => concurrency?.[name])
  return [
    serving?.length === 0 && 'no worker takes it',
    room && room.length > 0 && !room.includes(undefined) && `${formatCount(sum(room))} on ${workersWords(room.length)}`,
    limits?.concurrency !== undefined && `at most ${formatCount(limits.concurrency)} in all`,
    limits?.rate && `${formatCount(limits.rate.max)} in ${formatDuration(limits.rate.perMs)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((a, b) => a + (b ?? 0), 0)
const workersWords = (count: number) => (count === 1 ? '1 worker' : `${formatCount(count)} workers`)
