import type { Result } from 'ioredis'
import { z } from 'zod'
import { type ChildEntry, type ChildrenPage, type ChildState, childrenPerPage } from '#core/children-page.ts'
import { BadRequestError } from '#core/errors.ts'
import { TooManyChildrenError } from '#core/flow-errors.ts'
import type { Job } from '#core/job.ts'
import { formatJobId, type JobAddress, parseJobId } from '#core/job-id.ts'
import { keptUntil } from '#core/kept-until.ts'
import { type Queues, queueKey } from '#server/queues.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import type { Tombstones } from '#server/retention/tombstones.ts'
import { childrenKeysScript } from './children-keys-script.ts'
import { inOrder } from './read-family.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillChildrenKeys(key: string, most: number): Result<unknown, Context>
  }
}

/** Own flows have fewer. Those of other programs may have any number, and one list of them should not hold Redis up. */
export const maxListed = 10_000

export interface ChildrenQuery {
  state?: ChildState
  limit?: number
  /** The id of the child the page before ended with. */
  cursor?: string
  /** Whether a child that `owner` submitted may be shown; without it all are. Another program can call any job its parent. */
  shows?(owner: string | undefined): boolean
}

interface Sources {
  queues: Pick<Queues, 'redis' | 'prefix'>
  reader: Pick<JobReader, 'jobs'>
  tombstones: Pick<Tombstones, 'ownerOf'>
}

const keysSchema = z.union([z.number(), z.array(z.array(z.string())).length(4)])
const states: readonly ChildState[] = ['pending', 'success', 'failure', 'failure']

/**
 * Some children of a job, in the order they were planned in: one command for the list, and one for each queue of those on the page. Throws
 * `TooManyChildrenError`, and `BadRequestError` for a cursor that is none of the children.
 */
export async function readChildrenPage(
  sources: Sources,
  parent: JobAddress,
  { state, limit = childrenPerPage, cursor, shows }: ChildrenQuery = {},
): Promise<ChildrenPage> {
  const all = await listOf(sources.queues, parent)
  // By their place among all: a child whose state changed since stays where it was.
  const before = cursor === undefined ? -1 : all.findIndex(({ job }) => formatJobId(job) === cursor)
  if (cursor !== undefined && before < 0) {
    throw new BadRequestError(
      'bad_request',
      'The cursor is no child of this job any more. Begin with the first page.',
      'cursor',
    )
  }
  const rest = all.slice(before + 1).filter((child) => state === undefined || child.state === state)
  const shown: ChildEntry[] = []
  let read = 0
  while (shown.length < limit && read < rest.length) {
    const part = rest.slice(read, read + limit)
    shown.push(...(await entriesOf(sources, part, shows)))
    read += part.length
  }
  const children = shown.slice(0, limit)
  const isEnd = read >= rest.length && children.length === shown.length
  return { children, nextCursor: isEnd ? undefined : children.at(-1)?.id }
}

type Listed = Awaited<ReturnType<typeof listOf>>[number]

async function entriesOf(
  { reader, tombstones }: Sources,
  part: readonly Listed[],
  shows: ChildrenQuery['shows'],
): Promise<ChildEntry[]> {
  const addresses = part.map(({ job }) => job)
  const { jobs, owners } = await readJobs(reader, addresses)
  const isShown = async (job: JobAddress) =>
    !shows || shows(owners.get(formatJobId(job)) ?? (await tombstones.ownerOf(job)))
  const shown = await Promise.all(addresses.map(isShown))
  return part.flatMap(({ job, state }, i) => {
    const id = formatJobId(job)
    return shown[i] ? [{ id, state, job: jobs.get(id) }] : []
  })
}

async function listOf({ redis, prefix }: Sources['queues'], parent: JobAddress) {
  redis.defineCommand('waybillChildrenKeys', { lua: childrenKeysScript, numberOfKeys: 1 })
  const reply = await redis.waybillChildrenKeys(queueKey(prefix, parent.queue, parent.id), maxListed)
  const keys = keysSchema.parse(reply)
  if (typeof keys === 'number') throw new TooManyChildrenError(keys, maxListed)
  const kin = keys.flatMap((list, i) =>
    list.flatMap((key) => {
      const job = key.startsWith(`${prefix}:`) ? parseJobId(key.slice(prefix.length + 1)) : undefined
      return job ? [{ job, state: states[i] ?? 'pending' }] : []
    }),
  )
  return inOrder(parent, kin)
}

async function readJobs(reader: Sources['reader'], addresses: readonly JobAddress[]) {
  const now = Date.now()
  const jobs = new Map<string, Job>()
  const owners = new Map<string, string>()
  for (const queue of new Set(addresses.map((address) => address.queue))) {
    const ids = addresses.flatMap((address) => (address.queue === queue ? [address.id] : []))
    const found = await reader.jobs(queue, ids)
    // A job is over from the moment that was promised.
    for (const job of found.jobs) if ((keptUntil(job) ?? now + 1) > now) jobs.set(job.id, job)
    for (const [id, owner] of found.owners) owners.set(id, owner)
  }
  return { jobs, owners }
}
