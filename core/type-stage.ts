import type { Job } from './job.ts'

/** The custom state a job is in, told apart from those of other types: `<type>/<stage>`. Undefined while it is in none. */
export const typeStage = ({ type, stage }: Pick<Job, 'type' | 'stage'>): string | undefined =>
  stage === undefined ? undefined : `${type}/${stage}`

/** The type of a `<type>/<stage>`. */
export const typeOfStage = (typeStage: string): string => typeStage.slice(0, Math.max(typeStage.indexOf('/'), 0))
