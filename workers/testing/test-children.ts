import { Readable } from 'node:stream'
import type { z } from 'zod'
import type { FlowChild } from '#core/flow.ts'
import { ChildFileError } from '#core/flow-errors.ts'
import type { ChildOutcome, JobChildren } from '#core/job-children.ts'
import { WaitingForChildren } from '#workers/waiting-for-children.ts'

/** A child that has ended, with the files it made. */
export type GivenChild = { type: string; files?: Readonly<Record<string, string | Uint8Array>> } & (
  | { result: unknown }
  | { error: string }
)

export interface TestChildren {
  children: JobChildren
  /** What the job added, by its keys. */
  added: Record<string, FlowChild>
  /** Whether the job waits for children that have not ended. */
  readonly isWaiting: boolean
}

/**
 * The children of a job in memory: those that were submitted with it, and, by their keys, those it added in an earlier attempt; all of them
 * have ended. What the job adds besides is written down and does not end.
 */
export function testChildren(
  submitted: readonly GivenChild[] = [],
  earlier: Readonly<Record<string, GivenChild>> = {},
): TestChildren {
  const added: Record<string, FlowChild> = {}
  const given = [...submitted, ...Object.values(earlier)].map((child, i) => ({
    ...child,
    id: `${child.type}:${i + 1}`,
  }))
  const idOf = (key: string) => given[submitted.length + Object.keys(earlier).indexOf(key)]?.id
  let isWaiting = false

  async function results<Result>(schema?: z.ZodType<Result>): Promise<ChildOutcome<Result>[]> {
    return given.map(({ id, type, ...outcome }) =>
      'error' in outcome
        ? { id, type, state: 'failure', error: { name: 'Error', message: outcome.error } }
        : { id, type, state: 'success', result: schema ? schema.parse(outcome.result) : (outcome.result as Result) },
    )
  }

  const children: JobChildren = {
    async list() {
      const pending = Object.entries(added).map(
        ([key, { type }]) => ({ id: `${type}:${key}`, type, state: 'pending' }) as const,
      )
      const ended = (await results()).map(({ id, type, state }) => ({ id, type, state }))
      return [...ended, ...pending]
    },
    results,
    async open(childId, fileName) {
      const content = given.find(({ id }) => id === childId)?.files?.[fileName]
      if (content === undefined) throw new ChildFileError(childId, fileName)
      return Readable.from([Buffer.from(content)])
    },
    async add(key, child) {
      if (!Object.hasOwn(earlier, key)) added[key] ??= child
      return { id: (Object.hasOwn(earlier, key) && idOf(key)) || `${child.type}:${key}` }
    },
    async wait() {
      if (Object.keys(added).length === 0) return
      isWaiting = true
      throw new WaitingForChildren()
    },
  }
  return {
    children,
    added,
    get isWaiting() {
      return isWaiting
    },
  }
}
