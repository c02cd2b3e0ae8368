import type { JobType } from '#core/job-type.ts'

/** What people call a stage; an undeclared one goes by its own name. */
export const stageLabel = (type: JobType | undefined, stage: string): string =>
  type?.stages.find(({ name }) => name === stage)?.label ?? stage
