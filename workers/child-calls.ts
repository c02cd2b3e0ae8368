import type { AnyJobDefinition } from '#core/define-job.ts'
import { UnknownJobTypeError } from '#core/errors.ts'
import type { FlowChild } from '#core/flow.ts'
import { ChildFailedError } from '#core/flow-errors.ts'
import type { Child, ChildOutcome } from '#core/job-children.ts'
import { formatJobId, type JobAddress, parseJobId } from '#core/job-id.ts'
import type { Ownership } from '#server/auth/ownership.ts'
import type { PrepareServices } from '#server/commands/prepare-job.ts'
import { addChild } from '#server/flows/add-flow.ts'
import { childId } from '#server/flows/child-id.ts'
import { prepareFlow } from '#server/flows/prepare-flow.ts'
import { isChild, type Kin, readFamilies } from '#server/flows/read-family.ts'
import type { Queues } from '#server/queues.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import type { JobAttemptAddress } from '#server/store/job-files.ts'
import { WaitingForChildren } from './waiting-for-children.ts'

export interface ChildrenServices extends PrepareServices {
  queues: Pick<Queues, 'redis' | 'prefix'>
  /** Knows whose jobs are, unless all of them are to be nobody's. */
  reader: JobReader
  /** Makes children their parent's owner's. Without it they are nobody's. */
  ownership?: Pick<Ownership, 'mark' | 'noteChild'>
  /** All there are, also those that other workers run. */
  types: ReadonlyMap<string, AnyJobDefinition>
}

/** What a job asks about its children. Arguments and answers can be cloned: the job's code may run elsewhere. */
export interface ChildCalls {
  list(): Promise<Child[]>
  results(): Promise<ChildOutcome[]>
  /** Where a file stands that a child made. */
  find(childId: string, fileName: string): Promise<JobAttemptAddress | undefined>
  add(key: string, child: FlowChild): Promise<{ id: string }>
  wait(): Promise<void>
}

export interface AttemptChildren {
  calls: ChildCalls
  /** Adds what the type plans for its input, as if it had been submitted so. True when any was missing. */
  plan(children: readonly FlowChild[]): Promise<boolean>
  /** Whether the attempt is to end so that the job can wait. */
  readonly isWaiting: boolean
  /** Whether the attempt added any. */
  readonly hasAdded: boolean
}

/** The children of a job, for one attempt. Nothing is added any more once its signal is aborted. */
export function createChildCalls(
  services: ChildrenServices,
  { job, attempt }: JobAttemptAddress,
  signal: AbortSignal,
): AttemptChildren {
  const { queues, reader, types, ownership } = services
  let owner: Promise<string | undefined> | undefined
  let isWaiting = false
  let hasAdded = false

  const kin = async (): Promise<Kin[]> => (await readFamilies(queues, [job]))[0] ?? []

  function definitionOf(type: string): AnyJobDefinition {
    const definition = types.get(type)
    if (!definition) throw new UnknownJobTypeError([...types.keys()])
    return definition
  }

  /** Whose the job is. Asked until it is known, and then no more: that of a job never changes. */
  function ownerOfJob(): Promise<string | undefined> {
    owner ??= reader.jobs(job.queue, [job.id]).then(({ owners }) => owners.get(formatJobId(job)))
    owner.catch(() => {
      owner = undefined
    })
    return owner
  }

  async function add(
    key: string | number,
    { onFailure = 'fail', ...request }: FlowChild,
  ): Promise<JobAddress & { isNew: boolean }> {
    signal.throwIfAborted()
    const id = childId(job, key)
    const address = { queue: request.type, id }
    if (await isChild(queues, job, address)) return { ...address, isNew: false }
    const definition = definitionOf(request.type)
    const prepared = await prepareFlow(services, { definition, request, id, definitionOf, parent: job })
    hasAdded = true
    const of = ownership && (await ownerOfJob())
    if (of !== undefined) await ownership?.noteChild(of, job, prepared)
    const child = { ...prepared, onFailure }
    const marked = of === undefined ? child : (ownership?.mark(of, child) ?? child)
    const added = await addChild(queues, marked, { job, attempt })
    if (added === 'over')
      throw new Error('A child was added too late: this attempt is no longer the one that runs the job.')
    return { ...address, isNew: added === 'added' }
  }

  /** Why children failed, as their cards say it. */
  async function errorsOf(failed: readonly JobAddress[]): Promise<Map<string, { name: string; message: string }>> {
    const errors = new Map<string, { name: string; message: string }>()
    for (const queue of new Set(failed.map((each) => each.queue))) {
      const ids = failed.filter((each) => each.queue === queue).map(({ id }) => id)
      for (const child of (await reader.jobs(queue, ids)).jobs) {
        if (child.state === 'failure') errors.set(child.id, { name: child.error.name, message: child.error.message })
      }
    }
    return errors
  }

  const calls: ChildCalls = {
    list: async () => (await kin()).map(({ job, state }) => ({ id: formatJobId(job), type: job.queue, state })),
    async results() {
      const all = await kin()
      const errors = await errorsOf(all.filter(({ state }) => state === 'failure').map((each) => each.job))
      return all.flatMap((each): ChildOutcome[] => {
        const about = { id: formatJobId(each.job), type: each.job.queue }
        if (each.state === 'pending') return []
        if (each.state === 'success') return [{ ...about, state: each.state, result: JSON.parse(each.json) }]
        const unknown = { name: 'Error', message: each.reason ?? 'The child failed without saying why.' }
        return [{ ...about, state: each.state, error: errors.get(about.id) ?? unknown }]
      })
    },
    async find(id, fileName) {
      const address = parseJobId(id)
      if (!address || !(await isChild(queues, job, address))) return undefined
      const [child] = (await reader.jobs(address.queue, [address.id])).jobs
      if (child?.state !== 'success' && child?.state !== 'failure') return undefined
      const files = child.state === 'success' ? child.result.files : child.files
      const isMade = files?.some(({ name }) => name === fileName)
      return isMade ? { job: address, attempt: child.attempt.current } : undefined
    },
    add: async (key, child) => ({ id: formatJobId(await add(key, child)) }),
    async wait() {
      signal.throwIfAborted()
      const all = await kin()
      const failed = all.find((each) => each.state === 'failure' && each.reason === undefined)
      if (failed) throw new ChildFailedError(formatJobId(failed.job))
      if (!all.some(({ state }) => state === 'pending')) return
      isWaiting = true
      throw new WaitingForChildren()
    },
  }

  return {
    calls,
    async plan(planned) {
      let isNew = false
      for (const [i, child] of planned.entries()) isNew = (await add(i, child)).isNew || isNew
      return isNew
    },
    get isWaiting() {
      return isWaiting
    },
    get hasAdded() {
      return hasAdded
    },
  }
}
