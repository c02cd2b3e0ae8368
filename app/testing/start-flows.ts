import type { AnyJobDefinition } from '#core/define-job.ts'
import type { FlowChild } from '#core/flow.ts'
import type { Job } from '#core/job.ts'
import { isFinished } from '#core/job-state.ts'
import { cancelJob } from '#server/commands/cancel-job.ts'
import { removeJob } from '#server/commands/remove-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { readResult } from '#server/reader/read-result.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { flowTypes } from './flow-types.ts'
import { addressOf, startWorkbench } from './start-workbench.ts'

export const page = (text: string, more: Partial<FlowChild> = {}): FlowChild => ({
  ...{ type: 'page', input: { text }, ...more },
})
export const bad = (onFailure?: FlowChild['onFailure']) =>
  page('bad', { onFailure, input: { text: 'bad', fails: true } })
export const hanging = (more: Partial<FlowChild> = {}) =>
  page('hangs', { input: { text: 'hangs', hangs: true }, ...more })

/** A workbench with types of flows, and what a person does to jobs. */
export async function startFlows(types: Record<string, AnyJobDefinition> = flowTypes) {
  const bench = await startWorkbench(types)
  const board = await bench.watch({ kind: 'board', perState: 200 })
  const { services } = bench
  const until = async (id: string, isSo: (job: Job | undefined) => boolean) => {
    await board.until((jobs) => isSo(jobs.get(id)))
    return board.board().get(id)
  }
  return {
    ...bench,
    board,
    until,
    ended: (id: string) => until(id, (job) => job !== undefined && isFinished(job.state)),
    /** The jobs on the board of that label. */
    labelled: (label: string) => [...board.board().values()].filter((job) => job.label === label),
    cancel: (id: string) => cancelJob(services, { id, by: 'ada', isOwn: () => true }),
    retry: (id: string) => retryJob(services, addressOf(id)),
    remove: (id: string) => removeJob(services, id),
    async result(id: string): Promise<unknown> {
      const { job, address } = await requireJob(services, id)
      return JSON.parse(await readResult(services, job, address))
    },
  }
}
export type Flows = Awaited<ReturnType<typeof startFlows>>
