import type { FlowIds } from '#core/flow.ts'
import { maxFlowDepth } from '#core/flow-limits.ts'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import type { Queues } from '#server/queues.ts'
import { readFamilies } from './read-family.ts'

/** A job and all below it, as they are in Redis: one round trip for each level. */
export async function readFlowIds(source: Pick<Queues, 'redis' | 'prefix'>, root: JobAddress): Promise<FlowIds> {
  const flow: FlowIds = { id: formatJobId(root) }
  let level = [{ job: root, ids: flow }]
  // Other programs may have tied jobs in a circle.
  for (let depth = 1; level.length > 0 && depth < maxFlowDepth + 1; depth += 1) {
    const families = await readFamilies(
      source,
      level.map(({ job }) => job),
    )
    level = level.flatMap(({ ids }, i) => {
      const below = (families[i] ?? []).map(({ job }) => ({ job, ids: { id: formatJobId(job) } as FlowIds }))
      if (below.length > 0) ids.children = below.map((each) => each.ids)
      return below
    })
  }
  return flow
}

/** All jobs below the first one. */
export const idsBelow = ({ children = [] }: FlowIds): string[] =>
  children.flatMap((child) => [child.id, ...idsBelow(child)])
