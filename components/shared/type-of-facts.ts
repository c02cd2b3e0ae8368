import type { LinkFacts } from '#core/job-link.ts'
import type { JobType } from '#core/job-type.ts'

/** As much of a job's type as a link tells: how its stages are called. Nothing can be submitted with it. */
export const typeOfFacts = ({ title, stages }: LinkFacts, type: string): JobType => ({
  type,
  title,
  stages,
  description: '',
  rehearsal: false,
  available: false,
  input: {},
  samples: [],
  attempts: 1,
  keepForSeconds: { success: 0, failure: 0 },
})
