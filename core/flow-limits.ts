// Stands apart from `flow.ts` so that the browser does not carry zod.

/** How many jobs a flow may have in all, and how many levels. */
export const maxFlowJobs = 2_000
export const maxFlowDepth = 16

/** What the failure of a child does to the job that waits for it. */
export const onFailures = ['fail', 'ignore', 'continue'] as const
export type OnFailure = (typeof onFailures)[number]
