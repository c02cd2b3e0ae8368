import type { QueuesResult } from '../queues/queues-result.ts'
import { figureOf } from './figure-of.ts'
import { groupedBy } from './grouped-by.ts'
import { figure, markdownTable } from './markdown-table.ts'

export function queuesTable({ runs }: QueuesResult): string {
  const head = ['queues', '', 'connections', 'p50 ms', 'p99 ms', 'reader cores', 'Redis cores']
  const groups = groupedBy(runs, (run) => `${run.queues} ${run.follower}`)
  const rows = groups.map((group) => {
    const of = (value: (run: (typeof runs)[number]) => number) => figureOf(group.map(value))
    const [first] = group
    return [
      first?.follower === 'tail' ? figure(first.queues) : '',
      first?.follower === 'tail' ? 'tail' : '`QueueEvents`',
      of((run) => run.connections),
      ...[of((run) => run.p50), of((run) => run.p99), of((run) => run.followerCores), of((run) => run.redisCores)],
    ]
  })
  return markdownTable(head, rows)
}
