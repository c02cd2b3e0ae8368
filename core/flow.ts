import { z } from 'zod'
import { maxFlowDepth, maxFlowJobs, onFailures } from './flow-limits.ts'
import { type SubmitAnswer, submitRequestSchema } from './submit.ts'

/** The body of `POST /api/flows`: a job, and the jobs it waits for. */
export const flowSchema = submitRequestSchema.extend({
  get children(): z.ZodOptional<z.ZodArray<typeof flowChildSchema>> {
    return z.array(flowChildSchema).min(1).max(maxFlowJobs).optional()
  },
})
export type FlowRequest = z.infer<typeof flowSchema>

/** How many jobs a flow has in all. */
export const countJobs = ({ children = [] }: FlowRequest): number =>
  children.reduce((jobs, child) => jobs + countJobs(child), 1)

/** A job that another one waits for. */
export const flowChildSchema = flowSchema.extend({
  /**
   * What happens to the job that waits when this one fails for good. `fail` (default): it fails as well. `ignore`: it runs once the others
   * have ended. `continue`: it runs at once.
   */
  onFailure: z.enum(onFailures).optional(),
})
export type FlowChild = z.infer<typeof flowChildSchema>

/** The other body of `POST /api/flows`: each job waits for the one before it, which is its child. */
export const chainSchema = z.strictObject({
  chain: z
    .array(flowChildSchema.omit({ children: true }))
    .min(1)
    .max(maxFlowDepth),
})

/** The flow a chain is: the last job is the one that waits for all others. */
export function chainFlow({ chain }: z.infer<typeof chainSchema>): FlowRequest {
  const [first, ...rest] = chain
  if (!first) throw new Error('A chain has at least one job.')
  const { onFailure: _none, ...last } = rest.reduce<FlowChild>((before, job) => ({ ...job, children: [before] }), first)
  return last
}

/** A job of a flow, and those it waits for in the order they were named. */
export interface FlowIds {
  id: string
  children?: FlowIds[]
}

/** The `202` answer to a flow. */
export type FlowAnswer = SubmitAnswer & FlowIds
