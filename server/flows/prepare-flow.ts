import type { AnyJobDefinition } from '#core/define-job.ts'
import { InvalidInputError } from '#core/errors.ts'
import type { FlowChild } from '#core/flow.ts'
import { FlowTooLargeError } from '#core/flow-errors.ts'
import { maxFlowDepth, maxFlowJobs } from '#core/flow-limits.ts'
import type { JobAddress } from '#core/job-id.ts'
import {
  type JobRequest,
  type PreparedChild,
  type PreparedJob,
  type PrepareServices,
  prepareJob,
} from '#server/commands/prepare-job.ts'
import { childId } from './child-id.ts'

export interface FlowToPrepare {
  definition: AnyJobDefinition
  request: JobRequest
  /** BullMQ's id of the job that waits for all others. */
  id: string
  /** The job that adds this one while it runs. What it was given may be given on. */
  parent?: JobAddress
  /** Looks up the types of children. */
  definitionOf(type: string): AnyJobDefinition
  /** Told of each job before it is given files: of a flow that comes to nothing they are to be taken back. */
  onJob?(job: JobAddress): void
}

/** What a job hands down to those it waits for. */
interface Above {
  level: number
  /** Nothing of a job's flow begins before its delay is over. */
  delayMs?: number
  priority?: number
}

/** So many children are given their files at a time. */
const preparedAtOnce = 16

/**
 * Checks a job and all it waits for, those that are named and those their types plan, and gives them their files: nothing is added before
 * all of it is known to be right. Throws `FlowTooLargeError`, what `definitionOf` throws, and what `prepareJob` throws.
 */
export async function prepareFlow(services: PrepareServices, flow: FlowToPrepare): Promise<PreparedJob> {
  let jobs = 0

  async function prepare(
    { definition, request, id }: Pick<FlowToPrepare, 'definition' | 'request' | 'id'>,
    above: Above,
    parent?: JobAddress,
  ): Promise<PreparedJob> {
    jobs += 1
    if (jobs > maxFlowJobs) throw new FlowTooLargeError('jobs')
    if (above.level > maxFlowDepth) throw new FlowTooLargeError('levels')
    const address = { queue: request.type, id }
    flow.onJob?.(address)
    const delayMs = Math.max(request.delayMs ?? 0, above.delayMs ?? 0) || undefined
    const priority = request.priority ?? above.priority
    const job = await prepareJob(services, definition, { ...request, priority }, id, parent)
    const planned = definition.children?.(job.data) ?? []
    const named = request.children ?? []
    const children = [...named, ...planned]
    const waybill = { ...job.options.waybill, ...((definition.children || children.length > 0) && { planned: true }) }
    if (children.length === 0) return { ...job, options: { ...job.options, delay: delayMs, waybill } }
    const below = { level: above.level + 1, delayMs, priority }
    return {
      ...job,
      // It waits for its children, which wait for the time.
      options: { ...job.options, delay: undefined, waybill },
      children: await inParts(children, (child, i) => prepareChild(child, i, address, below)),
    }
  }

  async function prepareChild(child: FlowChild, i: number, parent: JobAddress, above: Above): Promise<PreparedChild> {
    const { onFailure = 'fail', ...request } = child
    const definition = flow.definitionOf(request.type)
    try {
      const job = await prepare({ definition, request, id: childId(parent, i) }, above, parent)
      return { ...job, onFailure }
    } catch (error) {
      throw error instanceof InvalidInputError ? inChild(error, i) : error
    }
  }

  return prepare(flow, { level: 1 }, flow.parent)
}

/** The same complaint, by where the child stands in what was sent. */
function inChild({ issues }: InvalidInputError, i: number): InvalidInputError {
  const isChilds = (path: string) => /^children\.\d+\.(input|children)/.test(path)
  const within = (path: string) => (isChilds(path) ? path : ['input', path].filter(Boolean).join('.'))
  return new InvalidInputError(issues.map((issue) => ({ ...issue, path: `children.${i}.${within(issue.path)}` })))
}

async function inParts<T, R>(items: readonly T[], act: (item: T, i: number) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (let from = 0; from < items.length; from += preparedAtOnce) {
    const part = items.slice(from, from + preparedAtOnce).map((item, i) => act(item, from + i))
    // None may go on giving out files once the flow is given up.
    const settled = await Promise.allSettled(part)
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
      done.push(each.value)
    }
  }
  return done
}
